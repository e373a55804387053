import type { wholeGuide as en } from '../en/whole-guide.ts';

export const wholeGuide: typeof en = {
  title: '指南全文',
  description: 'Headroom指南的全部章节合为一页，附术语表和常见问题简答，可直接打印或存成PDF。',
  subtitle: '训练、微调或运行一个模型，该用哪款NVIDIA显卡，为什么',
  dated: '数据日期：{date}。',
  address: '带实时计算器的网页版：',
  print: '打印或存成PDF：用浏览器的打印命令（Ctrl P，Mac上为⌘ P）。每章另起一页，例题解答已全部展开。',
  still: '文中的计算器只显示一组固定结果，在网页版里可以直接计算。',
  contents: '目录',
  glossary: '术语表',
  questions: '常见问题简答',
  link: '指南全文（单页，可打印或存成PDF）',
};
