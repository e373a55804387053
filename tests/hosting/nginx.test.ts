import { describe, expect, it } from 'vitest';
import { nginxConfig, wholeConfig } from '../../src/hosting/nginx.ts';
import { policy, policyOf } from '../../src/hosting/policy.ts';

const site = { root: '/srv/headroom', base: '/', csp: "default-src 'self'" };

/** Lines between the head of a block and its end, without indentation. */
function inside(config: string, head: string): string[] {
  const lines = config.split('\n');
  const start = lines.findIndex((line) => line.trim() === `${head} {`);
  const indent = lines[start]!.search(/\S/);
  const end = lines.findIndex((line, i) => i > start && line === `${' '.repeat(indent)}}`);
  return lines.slice(start + 1, end).map((line) => line.trim());
}

describe('nginxConfig', () => {
  it('goes into a server block, or is a whole one', () => {
    expect(nginxConfig(site)).not.toContain('server {');
    expect(inside(nginxConfig({ ...site, listen: '8080' }), 'server')[0]).toBe('listen 8080;');
  });

  it('sets every header again in each location that sets one, and none twice', () => {
    const config = nginxConfig({ ...site, base: '/b/' });
    const heads = [...config.matchAll(/^\s*(location .*) \{$/gm)].map(([, head]) => head!);
    const bare = ['location = /b', 'location ^~ /b/', 'location = /b/_headers'];
    expect(heads.slice(0, 2)).toEqual(bare.slice(0, 2));
    for (const head of heads.filter((each) => !bare.includes(each))) {
      const names = inside(config, head)
        .map((line) => /^add_header (\S+)/.exec(line)?.[1])
        .filter(Boolean);
      for (const name of ['Cache-Control', 'X-Content-Type-Options', 'Strict-Transport-Security']) {
        expect(names, head).toContain(name);
      }
      expect(new Set(names).size, head).toBe(names.length);
    }
  });

  it('lets anyone frame a widget, and nothing else', () => {
    const config = nginxConfig(site);
    const policies = (head: string) => inside(config, head).find((line) => /Content-Security/.test(line));
    expect(policies('location /embed/gpu/')).toContain('frame-ancestors *"');
    expect(policies('location /zh-cn/embed/precision/')).toContain('frame-ancestors *"');
    expect(policies('location = /404.html')).toContain("frame-ancestors 'self'\"");
    expect(config.match(/frame-ancestors \*/g)).toHaveLength(4);
  });

  it('names no host in a redirect', () => {
    const config = nginxConfig({ ...site, base: '/b/' });
    expect(inside(config, 'location = /b')).toContain('absolute_redirect off;');
    expect(inside(config, 'location ^~ /b/')).toContain('absolute_redirect off;');
  });

  it('sends Brotli only where it is told that the server can, and loads it only where nobody else does', () => {
    expect(nginxConfig(site)).not.toContain('brotli');
    expect(nginxConfig({ ...site, brotli: true })).not.toContain('load_module');
    expect(inside(nginxConfig({ ...site, brotli: true }), 'location ^~ /')).toContain('brotli_static on;');
    const whole = (brotli: boolean) => wholeConfig({ ...site, listen: '8080', brotli }, '/tmp');
    expect(whole(false)).not.toContain('load_module');
    expect(whole(true).split('\n')[0]).toMatch(/^load_module .*brotli_static/);
    expect(inside(whole(true), 'http')).toContain('server {');
  });

  it('refuses text that nginx would read as something else', () => {
    expect(() => nginxConfig({ ...site, root: '/srv/$host' })).toThrow('$host');
    expect(() => nginxConfig({ ...site, csp: 'a"; return 200; "' })).toThrow('return 200');
  });
});

describe('policyOf', () => {
  it('reads the policy that the build wrote', () => {
    const csp = policy(["'sha256-b'", "'sha256-a'"]);
    expect(csp).toContain("'wasm-unsafe-eval' 'sha256-a' 'sha256-b';");
    expect(
      policyOf(`<meta charset="utf-8"><meta http-equiv="content-security-policy" content="${csp}">`),
    ).toBe(csp);
    expect(() => policyOf('<p>')).toThrow('build the site first');
  });
});
