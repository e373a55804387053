import type { discovery as en } from '../en/discovery.ts';

export const discovery: typeof en = {
  kinds: {
    home: '显卡指南与计算器',
    chapter: '指南',
    question: '常见问题',
    term: '术语表',
    card: 'NVIDIA显卡',
    model: '模型',
    calculator: '计算器',
    data: '数据',
    page: 'Headroom',
  },
  pictureAlt: '{kind}：{title}',
  figures: {
    memory: '显存',
    bandwidth: '显存带宽',
    rate: '16位训练算力',
    parameters: '参数量',
    active: '每个词元激活',
    context: '上下文（词元）',
    run: '16位推理所需显存',
  },
  bar: {
    job: '{card}上的{model}，{method}',
    onCard: '{model}，{method}',
    ofModel: '{card}，{method}',
    fits: '{total}，可用{usable}',
    misses: '{total}，比可用的{usable}多{over}',
  },
  more: {
    question: '先给简短结论，再讲推算过程，并附参考来源。',
    term: '几句话讲清含义，附英文名称和相关术语。',
    any: 'Headroom：机器学习选用NVIDIA显卡的指南与计算器，每个数字都能看到推算过程。',
  },
  dataset: {
    name: 'Headroom数据目录：NVIDIA显卡、模型与公开实测',
    description:
      '{cards}款NVIDIA显卡、{models}个模型，以及{runs}条公开的显存与速度实测，每个数值都注明来源。',
  },
  markdown: {
    page: '网页',
    data: '数据日期：{date}，CC BY 4.0',
  },
  llms: {
    summary:
      '训练、微调或运行一个模型需要哪款NVIDIA显卡：附计算器的指南，逐项注明来源的显卡与模型目录，以及估算在公开实测上的误差。',
    notes: [
      '显存以GiB（2^30字节）计，显卡包装上的标称容量除外；带宽以GB/s（10^9字节）计；Tensor Core算力均为稠密值。',
      '每个页面都有Markdown版本，在网址末尾加上`index.md`即可。其中的数字与网页一致，都由数据目录和估算器算出。',
      '数据日期：{date}，CC BY 4.0。Headroom与NVIDIA无关。',
    ],
    otherLanguage: '英文版',
    full: '全部章节、问题和术语合成的一个文件',
    data: 'JSON和CSV格式的数据目录',
    cards: '显卡',
    models: '模型',
    feed: '更新记录订阅',
  },
  changes: {
    title: '更新记录',
    description: 'Headroom的数据、估算、计算器和指南有哪些变化，按日期从新到旧排列，可以用RSS订阅。',
    intro:
      '与读者有关的变化，从新到旧：数据、估算、计算器和指南。如果以前记下的数字与现在不同，可以在这里找到原因。',
    feed: '用RSS订阅',
    feedTitle: 'Headroom更新记录',
    about: { data: '数据', estimates: '估算', calculators: '计算器', guide: '指南', site: '网站' },
  },
};
