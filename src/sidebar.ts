/** The sidebar: chapters, calculators and index pages. Generated pages are reached from their index pages and search. */
const page = (link: string, en: string, zh: string) => ({
  label: en,
  translations: { 'zh-CN': zh },
  link,
});

/** Pages under a heading of their own. */
const group = (en: string, zh: string, items: ReturnType<typeof page>[]) => ({
  label: en,
  translations: { 'zh-CN': zh },
  items,
});

const calculators = group('Calculators', '计算器', [
  page('/calculators/gpu/', 'GPU comparison', '显卡对比'),
  page('/calculators/precision/', 'Mixed precision', '混合精度'),
  page('/calculators/step/', 'Training step', '训练步'),
]);

export const guide = group('Guide', '指南', [
  page('/introduction/', 'Introduction', '引言'),
  page('/concepts/', 'Concepts', '基本概念'),
  page('/algorithms/', 'Algorithms', '算法'),
  page('/math/', 'Math', '数学'),
  page('/code/', 'Code', '代码'),
  page('/applications/', 'Applications', '应用'),
  page('/tools/', 'Tools', '工具'),
  page('/outlook/', 'Outlook', '展望'),
]);

/** What is kept whole for reading without a connection. */
export const keptGroups = [calculators, guide];

export const sidebar = [
  calculators,
  guide,
  group('Data', '数据', [
    page('/gpus/', 'GPUs', '显卡'),
    page('/models/', 'Models', '模型'),
    page('/data/', 'Data and sources', '数据与来源'),
    page('/data/api/', 'Open data', '开放数据'),
    page('/data/command-line/', 'Command line', '命令行'),
    page('/data/library/', 'Library', '程序库'),
  ]),
  group('Reference', '参考', [
    page('/faq/', 'Questions and answers', '常见问题'),
    page('/glossary/', 'Glossary', '术语表'),
    page('/accuracy/', 'Accuracy', '准确度'),
    page('/proof/', 'Measurements', '本站实测'),
    page('/embed/', 'Embed', '嵌入'),
    page('/embed/guide/', 'Embed: host by host', '嵌入：各平台'),
    page('/changes/', 'Changes', '更新记录'),
  ]),
];
