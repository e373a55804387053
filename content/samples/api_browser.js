const response = await fetch('https://headroom.example/api/v1/gpus.json');
const { gpus, dataVersion } = await response.json();

const fastest = gpus
  .filter((gpu) => gpu.segment === 'desktop' && gpu.status === 'launched' && gpu.tensor)
  .sort((a, b) => b.tensor.bf16 - a.tensor.bf16)
  .slice(0, 3);

console.log(`Data of ${dataVersion}`);
for (const { name, tensor } of fastest) console.log(`${name}: ${tensor.bf16} TFLOPS in BF16`);
