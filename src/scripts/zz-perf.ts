import { chromium } from '@playwright/test';
import { launchOptions } from './browser.ts';
const url = process.argv[2]!; const rate = Number(process.argv[3] ?? 4); const want = Number(process.argv[4] ?? 257);
const b = await chromium.launch(await launchOptions());
const p = await (await b.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
await p.route(url, async (route) => {
  const r = await route.fetch(); let html = await r.text();
  const rows = html.match(/<tr class="row"[^>]*>[\s\S]*?<\/tr>/g)!; let extra = '';
  for (let i = 0; rows.length + i < want; i++) extra += rows[(i * 7) % rows.length]!.replace(/value="([^"]+)"/, `value="$1-copy${i}"`);
  const at = html.lastIndexOf('</tbody>'); html = html.slice(0, at) + extra + html.slice(at);
  await route.fulfill({ response: r, body: html });
});
await p.goto(url, { waitUntil: 'networkidle' });
const cdp = await p.context().newCDPSession(p); await cdp.send('Emulation.setCPUThrottlingRate', { rate });

await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
const metrics = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]));
await p.evaluate(`(()=>{const o=window.setTimeout;window.setTimeout=(f,ms=0,...a)=>o(f,ms>0&&ms<60&&window.hold?ms+700:ms,...a)})()`);
const settle = () => p.evaluate(() => new Promise<void>((r) => requestAnimationFrame(() => setTimeout(r, 350))));
const run = async (name: string, before: string, act: string) => {
  const all: number[][] = [];
  for (let i = 0; i < 7; i++) {
    await p.evaluate('window.hold=false'); await p.evaluate(before); await settle(); await p.evaluate('window.hold=true'); await p.waitForTimeout(500);
    const a = await metrics();
    await p.evaluate(`new Promise(r=>{requestAnimationFrame(()=>{${act};requestAnimationFrame(()=>setTimeout(r,0))})})`);
    const z = await metrics();
    all.push(['ScriptDuration','RecalcStyleDuration','LayoutDuration','TaskDuration'].map((k) => (z[k]! - a[k]!) * 1000));
  }
  const med = [0,1,2,3].map((k) => all.map((x) => x[k]!).sort((x, y) => x - y)[3]!.toFixed(1));
  console.log(name.padEnd(22), 'script', med[0], 'style', med[1], 'layout', med[2], 'all', med[3], ' x4 =', (4*+med[3]!).toFixed(0));
};
const set = (v: string) => `(()=>{const q=document.querySelector('[name=q]');q.value='${v}';q.dispatchEvent(new Event('input',{bubbles:true}))})()`;
await run('nothing', '0', '0');
await run('type 4', set(''), set('4'));
await run('type 40', set('4'), set('40'));
await run('clear', set('4'), set(''));
await run('type r', set(''), set('r'));
await run('mem 24', `document.querySelector('[data-part=clear]').click()`, `(()=>{const q=document.querySelector('[name=mem]');q.value='24';q.dispatchEvent(new Event('input',{bubbles:true}))})()`);
await p.evaluate(`document.querySelector('[data-part=clear]').click()`);
await run('sort bw', `document.querySelector('[data-sort=mem]').click()`, `document.querySelector('[data-sort=bw]').click()`);
await run('sort name', `document.querySelector('[data-sort=mem]').click()`, `document.querySelector('[data-sort=name]').click()`);
await b.close();
