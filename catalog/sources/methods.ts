import type { Source } from '../types.ts';

/** A work by which the glossary defines a term; it is identified, no copy has been compared with the entry. */
const work = (id: string, title: string, publisher: string, url: string): Source => ({
  id,
  title,
  publisher,
  url,
  repository: null,
  licence: null,
  read: null,
  note: null,
});

/** A page of which a copy was read on the day given. */
const page = (
  id: string,
  title: string,
  publisher: string,
  url: string,
  read: string,
  note: string | null = null,
): Source => ({ ...work(id, title, publisher, url), read, note });

const arxiv = (number: string) => `https://arxiv.org/abs/${number}`;

/** Papers and pages that introduced the methods and architectures of the glossary. */
export const methods: Source[] = [
  work(
    'adafactor',
    'Adafactor: Adaptive Learning Rates with Sublinear Memory Cost',
    'Shazeer and Stern, ICML 2018',
    arxiv('1804.04235'),
  ),
  work(
    'lion',
    'Symbolic Discovery of Optimization Algorithms',
    'Chen et al., NeurIPS 2023',
    arxiv('2302.06675'),
  ),
  work(
    'muon',
    'Muon: An optimizer for hidden layers in neural networks',
    'Jordan et al., 2024',
    'https://kellerjordan.github.io/posts/muon/',
  ),
  page(
    'pytorch-docs-muon',
    'torch.optim.Muon',
    'PyTorch documentation 2.14',
    'https://docs.pytorch.org/docs/2.14/generated/torch.optim.Muon.html',
    '2026-11-26',
  ),
  work(
    'galore',
    'GaLore: Memory-Efficient LLM Training by Gradient Low-Rank Projection',
    'Zhao et al., ICML 2024',
    arxiv('2403.03507'),
  ),
  work(
    'sgdr',
    'SGDR: Stochastic Gradient Descent with Warm Restarts',
    'Loshchilov and Hutter, ICLR 2017',
    arxiv('1608.03983'),
  ),
  work(
    'gradient-clipping',
    'On the difficulty of training recurrent neural networks',
    'Pascanu, Mikolov and Bengio, ICML 2013',
    arxiv('1211.5063'),
  ),
  work(
    'dropout',
    'Dropout: A Simple Way to Prevent Neural Networks from Overfitting',
    'Srivastava et al., Journal of Machine Learning Research 15, 2014',
    'https://jmlr.org/papers/v15/srivastava14a.html',
  ),
  work(
    'stochastic-rounding',
    'Deep Learning with Limited Numerical Precision',
    'Gupta et al., ICML 2015',
    arxiv('1502.02551'),
  ),
  work(
    'adapters',
    'Parameter-Efficient Transfer Learning for NLP',
    'Houlsby et al., ICML 2019',
    arxiv('1902.00751'),
  ),
  work('dora', 'DoRA: Weight-Decomposed Low-Rank Adaptation', 'Liu et al., ICML 2024', arxiv('2402.09353')),
  work(
    'flan',
    'Finetuned Language Models Are Zero-Shot Learners',
    'Wei et al., ICLR 2022',
    arxiv('2109.01652'),
  ),
  work(
    'dpo',
    'Direct Preference Optimization: Your Language Model is Secretly a Reward Model',
    'Rafailov et al., NeurIPS 2023',
    arxiv('2305.18290'),
  ),
  work(
    'knowledge-distillation',
    'Distilling the Knowledge in a Neural Network',
    'Hinton, Vinyals and Dean, 2015',
    arxiv('1503.02531'),
  ),
  work(
    'pytorch-ddp',
    'PyTorch Distributed: Experiences on Accelerating Data Parallel Training',
    'Li et al., VLDB 2020',
    arxiv('2006.15704'),
  ),
  work(
    'ring-allreduce',
    'Bandwidth optimal all-reduce algorithms for clusters of workstations',
    'Patarasuk and Yuan, Journal of Parallel and Distributed Computing 69(2), 2009',
    'https://doi.org/10.1016/j.jpdc.2008.09.002',
  ),
  work(
    'megatron-lm',
    'Megatron-LM: Training Multi-Billion Parameter Language Models Using Model Parallelism',
    'Shoeybi et al., 2019',
    arxiv('1909.08053'),
  ),
  work(
    'gpipe',
    'GPipe: Efficient Training of Giant Neural Networks using Pipeline Parallelism',
    'Huang et al., NeurIPS 2019',
    arxiv('1811.06965'),
  ),
  work(
    'ring-attention',
    'Ring Attention with Blockwise Transformers for Near-Infinite Context',
    'Liu, Zaharia and Abbeel, ICLR 2024',
    arxiv('2310.01889'),
  ),
  work(
    'orca',
    'Orca: A Distributed Serving System for Transformer-Based Generative Models',
    'Yu et al., OSDI 2022',
    'https://www.usenix.org/conference/osdi22/presentation/yu',
  ),
  work(
    'speculative-decoding',
    'Fast Inference from Transformers via Speculative Decoding',
    'Leviathan, Kalman and Matias, ICML 2023',
    arxiv('2211.17192'),
  ),
  page(
    'llama-cpp-k-quants',
    'k-quants',
    'llama.cpp pull request 1684',
    'https://github.com/ggml-org/llama.cpp/pull/1684',
    '2026-11-26',
    'Read in excerpts.',
  ),
  work(
    'bpe',
    'Neural Machine Translation of Rare Words with Subword Units',
    'Sennrich, Haddow and Birch, ACL 2016',
    arxiv('1508.07909'),
  ),
  work(
    'rope',
    'RoFormer: Enhanced Transformer with Rotary Position Embedding',
    'Su et al., 2021',
    arxiv('2104.09864'),
  ),
  work(
    'mqa',
    'Fast Transformer Decoding: One Write-Head is All You Need',
    'Shazeer, 2019',
    arxiv('1911.02150'),
  ),
  work(
    'deepseek-v2',
    'DeepSeek-V2: A Strong, Economical, and Efficient Mixture-of-Experts Language Model',
    'DeepSeek-AI, 2024',
    arxiv('2405.04434'),
  ),
  work(
    'longformer',
    'Longformer: The Long-Document Transformer',
    'Beltagy, Peters and Cohan, 2020',
    arxiv('2004.05150'),
  ),
  work('glu-variants', 'GLU Variants Improve Transformer', 'Shazeer, 2020', arxiv('2002.05202')),
  work('layer-norm', 'Layer Normalization', 'Ba, Kiros and Hinton, 2016', arxiv('1607.06450')),
  work(
    'rms-norm',
    'Root Mean Square Layer Normalization',
    'Zhang and Sennrich, NeurIPS 2019',
    arxiv('1910.07467'),
  ),
  work('resnet', 'Deep Residual Learning for Image Recognition', 'He et al., CVPR 2016', arxiv('1512.03385')),
  work(
    'sparse-moe',
    'Outrageously Large Neural Networks: The Sparsely-Gated Mixture-of-Experts Layer',
    'Shazeer et al., ICLR 2017',
    arxiv('1701.06538'),
  ),
  work(
    'switch-transformers',
    'Switch Transformers: Scaling to Trillion Parameter Models with Simple and Efficient Sparsity',
    'Fedus, Zoph and Shazeer, Journal of Machine Learning Research 23, 2022',
    arxiv('2101.03961'),
  ),
  work(
    'u-net',
    'U-Net: Convolutional Networks for Biomedical Image Segmentation',
    'Ronneberger, Fischer and Brox, MICCAI 2015',
    arxiv('1505.04597'),
  ),
  work(
    'dit',
    'Scalable Diffusion Models with Transformers',
    'Peebles and Xie, ICCV 2023',
    arxiv('2212.09748'),
  ),
  work(
    'triton-paper',
    'Triton: An Intermediate Language and Compiler for Tiled Neural Network Computations',
    'Tillet, Kung and Cox, MAPL 2019',
    'https://doi.org/10.1145/3315508.3329973',
  ),
  work(
    'pytorch-2',
    'PyTorch 2: Faster Machine Learning Through Dynamic Python Bytecode Transformation and Graph Compilation',
    'Ansel et al., ASPLOS 2024',
    'https://doi.org/10.1145/3620665.3640366',
  ),
  page(
    'nvidia-mig',
    'Multi-Instance GPU (MIG)',
    'NVIDIA',
    'https://www.nvidia.com/en-us/technologies/multi-instance-gpu/',
    '2026-11-26',
    'Read in excerpts of a copy.',
  ),
];
