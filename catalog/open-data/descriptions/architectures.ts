import { aboutTheRecord, capital, rates, type Descriptions } from './words.ts';

const perClock = 'FLOP per SM and clock; a fused multiply-add counts as two';

export const architectureDescriptions: Descriptions = {
  computeCapability: 'Compute capability as NVIDIA writes it, as a number: 8.6, 12. gpus.json refers to it.',
  name: 'Name of the architecture.',
  coresPerSm: 'CUDA cores of one streaming multiprocessor (SM).',
  tensorCoresPerSm: 'Tensor Cores of one SM; 0 without.',
  rtCoresPerSm: 'Ray tracing cores of one SM; 0 without.',
  tensorCoreGen: 'Generation of the Tensor Cores; null without.',
  tensorFormats: 'Number formats that the Tensor Cores multiply.',
  cudaFlopPerClock: 'Work of the CUDA cores of one SM in one clock.',
  'cudaFlopPerClock.fp32': { text: 'FP32.', unit: perClock },
  'cudaFlopPerClock.fp16': { text: 'FP16.', unit: perClock },
  'cudaFlopPerClock.bf16': { text: 'BF16; null: not supported, or no figure was read.', unit: perClock },
  'cudaFlopPerClock.fp64': { text: 'FP64.', unit: perClock },
  tensorFlopPerClock:
    'Work of the Tensor Cores of one SM in one clock, dense, at the full rate (GeForce cards sum in FP32 at half of it); null without Tensor Cores.',
  ...rates(
    'tensorFlopPerClock',
    perClock,
    'operations per SM and clock',
    (rate, whole) => `tensor${capital(rate)}${whole ? 'Op' : 'Flop'}PerClock`,
  ),
  install: 'What to install for a card of this compute capability.',
  'install.pytorch': 'Command that installs the newest PyTorch with code for the card.',
  'install.pytorchForOlderDriver':
    'The same for a driver too old for the first command; null where no such build is known to run.',
  'install.torchVersion': 'Version that the first command installs.',
  'install.minimumDriver': 'Oldest branch of the NVIDIA driver that runs it.',
  'install.cudaToolkit': 'Newest CUDA Toolkit that compiles for the card.',
  'install.driverBranch': 'Newest branch of the NVIDIA driver for the card.',
  'install.warnings':
    'last-pytorch: no later release will have a build for the card; default-build-fails: pip install torch alone fetches a build without code for it; last-driver and last-toolkit: newer ones leave it out; unverified: not confirmed for exactly this compute capability.',
  software: 'What supports this compute capability, one entry a piece of software.',
  'software[].slug': 'Name of the software in this file. It never changes.',
  'software[].name': 'Name of the software, with the build or the function meant.',
  'software[].group': 'Kind of software.',
  'software[].version': 'Version whose documentation was read; null where it names none.',
  'software[].status':
    'In the newest version: yes; partial and unofficial (it runs, but its makers promise nothing); no, where until says which versions did; unknown: nothing was read.',
  'software[].from': 'First version with support; null: not read.',
  'software[].until': 'Last version with official support; null: supported, or not read.',
  'software[].droppedIn': 'First version without support; null: supported, or not read.',
  'software[].note': 'Code of a remark that the card’s page spells out.',
  'software[].unverified': 'Whether the statement only follows from a related one.',
  'software[].sources': 'Ids of its sources.',
  'software[].read': 'Day on which it was last checked (ISO 8601).',
  sources: aboutTheRecord.sources,
  'sources.*': aboutTheRecord['sources.*'],
  unverified: aboutTheRecord.unverified,
};
