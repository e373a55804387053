import type { search as en } from '../en/search.ts';

export const search: typeof en = {
  open: '搜索',
  dialog: '搜索Headroom',
  close: '关闭',
  placeholder: '输入关键词或问题',
  faqLabel: '提一个问题',
  faqPlaceholder: '用QLoRA微调8B模型要多少显存？',
  loading: '正在搜索……',
  one: '找到1条结果',
  many: '找到{n}条结果',
  shown: '找到{n}条结果，列出前{shown}条',
  none: '没有找到与“{question}”相关的内容。',
  noneHint: '可以减少字数，或换成显卡型号（4090、1080 Ti）、术语（显存、LoRA、BF16）再试。',
  failed: '搜索索引加载失败，请检查网络后重试。',
  more: '显示更多',
  needsJavaScript: '搜索需要启用JavaScript。全部问题列在下方。',
  development: '搜索索引在构建时生成。请运行`npm start`后再搜索。',
};
