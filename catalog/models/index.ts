import type { Model } from '../types.ts';
import { baichuan } from './baichuan.ts';
import { bert } from './bert.ts';
import { deepseek } from './deepseek.ts';
import { falcon } from './falcon.ts';
import { flux } from './flux.ts';
import { gemma } from './gemma.ts';
import { glm } from './glm.ts';
import { gptOss } from './gpt-oss.ts';
import { gpt2 } from './gpt2.ts';
import { internlm } from './internlm.ts';
import { llama } from './llama.ts';
import { mistral } from './mistral.ts';
import { mpt } from './mpt.ts';
import { olmo } from './olmo.ts';
import { opt } from './opt.ts';
import { phi } from './phi.ts';
import { pythia } from './pythia.ts';
import { qwen } from './qwen.ts';
import { smollm } from './smollm.ts';
import { stableDiffusion } from './stable-diffusion.ts';
import { stablelm } from './stablelm.ts';
import { t5 } from './t5.ts';
import { vit } from './vit.ts';
import { whisper } from './whisper.ts';
import { yi } from './yi.ts';

/** Models by the file they stand in. */
export const modelFiles: Record<string, Model[]> = {
  'models/bert.ts': bert,
  'models/gpt2.ts': gpt2,
  'models/opt.ts': opt,
  'models/t5.ts': t5,
  'models/llama.ts': llama,
  'models/mistral.ts': mistral,
  'models/gemma.ts': gemma,
  'models/qwen.ts': qwen,
  'models/phi.ts': phi,
  'models/glm.ts': glm,
  'models/baichuan.ts': baichuan,
  'models/yi.ts': yi,
  'models/internlm.ts': internlm,
  'models/deepseek.ts': deepseek,
  'models/falcon.ts': falcon,
  'models/pythia.ts': pythia,
  'models/mpt.ts': mpt,
  'models/stablelm.ts': stablelm,
  'models/smollm.ts': smollm,
  'models/olmo.ts': olmo,
  'models/gpt-oss.ts': gptOss,
  'models/vit.ts': vit,
  'models/whisper.ts': whisper,
  'models/stable-diffusion.ts': stableDiffusion,
  'models/flux.ts': flux,
};
