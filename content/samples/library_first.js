import { data, estimate } from 'headroom-estimation';

const job = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3090', method: 'qlora' };
const { memory, fits, speed, advice } = estimate(job, data);

const gib = (bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
console.log(`${gib(memory.total)} of ${gib(memory.usable)}: ${fits ? 'it fits' : 'it does not fit'}`);
console.log(`between ${gib(memory.low)} and ${gib(memory.high)} by published runs`);
console.log(`${Math.round(speed.tokensPerSecond)} tokens per second, bound by ${speed.boundBy}`);
for (const { change, total } of advice) console.log(gib(total), JSON.stringify(change));
