/** Starts the nginx of this machine on a copy of the built site, with the configuration that is given to hosts. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliModule, wholeConfig } from '../../hosting/nginx.ts';
import { policyOf } from '../../hosting/policy.ts';
import { precompress } from '../../hosting/precompress.ts';
import { findProgram } from '../find-program.ts';

export interface Nginx {
  /** Address of the site, base path included. */
  url: string;
  /** Whether it sends Brotli to who takes it. */
  brotli: boolean;
  /** What nginx complained of, other than addresses that lead nowhere. */
  complaints: () => string[];
  stop: () => Promise<void>;
}

/** Path of an nginx on this machine. Distributions put it where only administrators look. */
export const findNginx = () => findProgram(['nginx'], ['/usr/sbin/nginx', '/usr/local/sbin/nginx']);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** nginx must do without privileges; a test that runs as root steps down. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(spawnSync('id', [option, 'nobody'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

const expected = /\[notice\]|No such file or directory|is not found|directory index of .* is forbidden/;

export interface Options {
  directory: string;
  base: string;
  /** As the image does it: with packed twins of each file, in Brotli too where this nginx can send them. */
  compressed: boolean;
}

export async function startNginx(program: string, options: Options): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-nginx-'));
  const root = join(folder, 'site');
  cpSync(options.directory, root, { recursive: true });
  if (options.compressed) await precompress(root);
  const port = await freePort();
  const csp = policyOf(readFileSync(join(root, 'index.html'), 'utf8'));
  const brotli = options.compressed && existsSync(brotliModule);
  writeFileSync(
    join(folder, 'nginx.conf'),
    wholeConfig({ root, base: options.base, csp, listen: `127.0.0.1:${port}`, brotli }, folder),
  );
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);

  let log = '';
  const child = spawn(program, ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  });
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const stop = async () => {
    await ended(child, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}${options.base}`;
  try {
    await answers(url, child);
  } catch (error) {
    await stop();
    throw new Error(`nginx did not start: ${log}`, { cause: error });
  }
  const complaints = () => log.split('\n').filter((line) => line !== '' && !expected.test(line));
  return { url, brotli, complaints, stop };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await exit;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; child.exitCode === null && attempt < 200; attempt += 1) {
    if (await fetch(url, { method: 'HEAD' }).catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('no answer');
}
