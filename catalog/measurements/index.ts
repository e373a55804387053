import accelerateBigModelInference from './accelerate-big-model-inference.json' with { type: 'json' };
import autoawqReadme from './autoawq-readme.json' with { type: 'json' };
import canIFinetuneThis from './can-i-finetune-this.json' with { type: 'json' };
import exllamav2Readme from './exllamav2-readme.json' with { type: 'json' };
import fitcheck from './fitcheck.json' with { type: 'json' };
import fsdpQloraBenchmarks from './fsdp-qlora-benchmarks.json' with { type: 'json' };
import geerlingguyAiBenchmarks from './geerlingguy-ai-benchmarks.json' with { type: 'json' };
import glm4BasicDemo from './glm-4-basic-demo.json' with { type: 'json' };
import glm4Inference from './glm-4-inference.json' with { type: 'json' };
import gptFastReadme from './gpt-fast-readme.json' with { type: 'json' };
import gpuBenchmarksOnLlmInference from './gpu-benchmarks-on-llm-inference.json' with { type: 'json' };
import lambdaDeeplearningBenchmark from './lambda-deeplearning-benchmark.json' with { type: 'json' };
import lambdaTensorflowBenchmark from './lambda-tensorflow-benchmark.json' with { type: 'json' };
import litgptTutorials from './litgpt-tutorials.json' with { type: 'json' };
import llmFoundryBenchmarks from './llm-foundry-benchmarks.json' with { type: 'json' };
import lmdeployBenchmarks from './lmdeploy-benchmarks.json' with { type: 'json' };
import msSwiftBenchmark from './ms-swift-benchmark.json' with { type: 'json' };
import nvidiaDeepLearningExamples from './nvidia-deep-learning-examples.json' with { type: 'json' };
import qwenReadme from './qwen-readme.json' with { type: 'json' };
import qwen2SpeedBenchmark from './qwen2-speed-benchmark.json' with { type: 'json' };
import qwen25SpeedBenchmark from './qwen2.5-speed-benchmark.json' with { type: 'json' };
import qwen3SpeedBenchmark from './qwen3-speed-benchmark.json' with { type: 'json' };
import speculativeDecodingConsumerGpus from './speculative-decoding-consumer-gpus.json' with { type: 'json' };
import threadsAndSingleRuns from './threads-and-single-runs.json' with { type: 'json' };
import tinychatReadme from './tinychat-readme.json' with { type: 'json' };
import torchtitanBenchmarks from './torchtitan-benchmarks.json' with { type: 'json' };
import transformersPerformance2022 from './transformers-performance-2022.json' with { type: 'json' };
import u39kunDeepLearningBenchmark from './u39kun-deep-learning-benchmark.json' with { type: 'json' };
import { expandFile } from './resolve.ts';
import type { MeasurementFile, StoredMeasurement } from './types.ts';

/**
 * Published runs by the file they stand in. The files are data, one record a line; `npm test` and every build check each
 * record against `schema.ts`, so nothing is inferred from them here.
 */
const files = {
  'accelerate-big-model-inference.json': accelerateBigModelInference,
  'autoawq-readme.json': autoawqReadme,
  'can-i-finetune-this.json': canIFinetuneThis,
  'exllamav2-readme.json': exllamav2Readme,
  'fitcheck.json': fitcheck,
  'fsdp-qlora-benchmarks.json': fsdpQloraBenchmarks,
  'geerlingguy-ai-benchmarks.json': geerlingguyAiBenchmarks,
  'glm-4-basic-demo.json': glm4BasicDemo,
  'glm-4-inference.json': glm4Inference,
  'gpt-fast-readme.json': gptFastReadme,
  'gpu-benchmarks-on-llm-inference.json': gpuBenchmarksOnLlmInference,
  'lambda-deeplearning-benchmark.json': lambdaDeeplearningBenchmark,
  'lambda-tensorflow-benchmark.json': lambdaTensorflowBenchmark,
  'litgpt-tutorials.json': litgptTutorials,
  'llm-foundry-benchmarks.json': llmFoundryBenchmarks,
  'lmdeploy-benchmarks.json': lmdeployBenchmarks,
  'ms-swift-benchmark.json': msSwiftBenchmark,
  'nvidia-deep-learning-examples.json': nvidiaDeepLearningExamples,
  'qwen-readme.json': qwenReadme,
  'qwen2-speed-benchmark.json': qwen2SpeedBenchmark,
  'qwen2.5-speed-benchmark.json': qwen25SpeedBenchmark,
  'qwen3-speed-benchmark.json': qwen3SpeedBenchmark,
  'speculative-decoding-consumer-gpus.json': speculativeDecodingConsumerGpus,
  'threads-and-single-runs.json': threadsAndSingleRuns,
  'tinychat-readme.json': tinychatReadme,
  'torchtitan-benchmarks.json': torchtitanBenchmarks,
  'transformers-performance-2022.json': transformersPerformance2022,
  'u39kun-deep-learning-benchmark.json': u39kunDeepLearningBenchmark,
} as unknown as Record<string, MeasurementFile>;

export const measurementFiles: Record<string, StoredMeasurement[]> = Object.fromEntries(
  Object.entries(files).map(([name, file]) => [`measurements/${name}`, expandFile(file)]),
);
