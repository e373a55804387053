import { data, estimate } from 'headroom-estimation';

const job = { task: 'training', model: 'llama-3.1-8b', method: 'qlora' };
const { memory, fits, speed, advice } = estimate({ ...job, gpu: 'rtx-3090' }, data);

const gib = (bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
console.log(fits ? 'fits' : 'does not fit', gib(memory.total), 'in', gib(memory.usable));
console.log('published runs say', gib(memory.low), 'to', gib(memory.high));
console.log(Math.round(speed.tokensPerSecond), 'tokens/s, bound by', speed.boundBy);
for (const { change, total } of advice) console.log(gib(total), 'with', change);
