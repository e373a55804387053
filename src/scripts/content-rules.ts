/** Rules that every chapter, question and term obeys; pure, so that each has a test that breaks it. */

export interface Document {
  /** Path below `content/`, for messages. */
  path: string;
  text: string;
}

export interface Problem {
  path: string;
  reason: string;
}

/** Body without frontmatter. */
export function body(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '');
}

/** Body without frontmatter, code blocks and inline code. */
export function prose(text: string): string {
  return body(text)
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '');
}

/** Prose without components' tags, pictures, imports and formulas: what a reader reads. */
export function words(text: string): string {
  return prose(text)
    .replace(/^import .*$/gm, '')
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/\$\$[\s\S]*?\$\$/g, '')
    .replace(/(?<!\\)\$[^$\n]+\$/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\]\([^)]*\)/g, ']');
}

export function countEnglishWords(text: string): number {
  return words(text).match(/[A-Za-z][A-Za-z'’-]*/g)?.length ?? 0;
}

export function countChineseCharacters(text: string): number {
  return words(text).match(/\p{Script=Han}/gu)?.length ?? 0;
}

const headings = (text: string) => [...prose(text).matchAll(/^(#{2,6}) /gm)].map((match) => match[1]!.length);

/** Props whose value is in the reader's language. */
const translatedProps = /\s(?:title|caption|alt|aria-label)="[^"]*"|\slabels=\{\[[^\]]*\]\}/g;

/** Components with the props that must be the same in every language, in order. */
export function components(text: string): string[] {
  return [
    ...body(text).matchAll(
      /<([A-Z]\w+)((?:\s(?:[^<>{}"]|"[^"]*"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)?)\/?>/g,
    ),
  ]
    .map(
      ([, name, props = '']) =>
        `${name}${props
          .replace(translatedProps, '')
          .replace(/[\s/]+/g, ' ')
          .trimEnd()}`,
    )
    .filter((component) => !component.startsWith('Fragment'));
}

const formulas = (text: string) =>
  [...prose(text).matchAll(/\$\$([\s\S]*?)\$\$/g)].map((match) => formulaShape(match[1]!));

/** A formula without its words, which are in the reader's language. */
const formulaShape = (tex: string) => tex.replace(/\\text\w*\{[^}]*\}/g, '\\text{}').replace(/\s+/g, '');

const internalLinks = (text: string) =>
  [...prose(text).matchAll(/\]\((\/[^)#\s]*)/g)].map((match) => match[1]!).toSorted();

/** A page and its translation have the same bones: headings, components, display formulas, internal links. */
export function parityProblems(english: Document, translation: Document): Problem[] {
  const problems: Problem[] = [];
  const compare = <T>(what: string, of: (text: string) => T[], sorted = false) => {
    const [a, b] = [of(english.text), of(translation.text)].map((list) =>
      sorted ? list.toSorted() : list,
    ) as [T[], T[]];
    const at = a.findIndex((value, index) => value !== b[index]);
    const first = at >= 0 ? at : a.length === b.length ? -1 : a.length;
    if (first >= 0) {
      problems.push({
        path: translation.path,
        reason: `${what} ${first + 1} differs from the English page: ${String(a[first] ?? 'none')} | ${String(b[first] ?? 'none')}`,
      });
    }
  };
  compare('heading level', headings);
  compare('component', components, true);
  compare('formula', formulas);
  compare('internal link', internalLinks);
  return problems;
}

const rules: { pattern: RegExp; reason: string; only?: 'zh-cn' | 'en' }[] = [
  {
    pattern: /\p{Script=Han} [A-Za-z0-9]|[A-Za-z0-9] \p{Script=Han}/u,
    reason: 'space typed between Chinese and Latin; the browser adds it',
    only: 'zh-cn',
  },
  {
    pattern: /\p{Script=Han}[,;:?!](?=\p{Script=Han})/u,
    reason: 'half-width punctuation between Chinese characters',
    only: 'zh-cn',
  },
  {
    pattern: /(?<![\\$\w{])\$\d[\d,]*(?:\.\d+)?(?![^$\n]*\$)/,
    reason: 'unescaped dollar price starts a formula',
  },
  { pattern: /coming soon|TODO|FIXME|lorem ipsum|敬请期待|待补充/i, reason: 'placeholder text' },
  {
    pattern:
      /\b(?:RTX|GTX) ?\d{4}(?: ?(?:Ti|SUPER))*[^.。\n]{0,12}?\b\d+(?:\.\d+)? ?(?:GB|GiB|GB\/s|TFLOPS|W)\b(?!>)/,
    reason: 'number typed next to a card; use <Spec> or <Est>',
  },
];

/**
 * Chinese terms that are settled in the field, and spellings that betray a translation. The terms themselves are those
 * of the glossary; links to them are held to its names by `glossary-rules.ts`.
 */
const terminology: [wrong: RegExp, right: string][] = [
  [/显示内存|视频内存|图形内存/, '显存'],
  [/梯度检查站|渐变检查点|激活检查点/, '梯度检查点'],
  [/混合精确度|混合精密度/, '混合精度'],
  [/键值缓存|KV 缓存/, 'KV缓存'],
  [/微批量|微批处理/, '微批次'],
  [/内存带宽/, '显存带宽'],
  [/量子化/, '量化'],
  [/优化器状况/, '优化器状态'],
  [/反向传输/, '反向传播'],
  [/标记\/秒/, 'token/s'],
  [/线程卷|线程捆/, '线程束'],
  [/寄存器文件/, '寄存器堆'],
  [/固定内存|钉住内存/, '锁页内存'],
  [/内存位宽|显存总线宽度/, '显存位宽'],
  [/加速时钟|提升频率/, '加速频率'],
  [/核心函数|内核函数/, '核函数'],
  [/高速缓存分配器|缓冲分配器/, '缓存分配器'],
  [/内存碎片/, '显存碎片'],
  [/非正规数|反规格化数/, '次正规数'],
  [/梯度剪裁|梯度修剪/, '梯度裁剪'],
  [/权值衰减|重量衰减/, '权重衰减'],
  [/学习速率/, '学习率'],
  [/学习率热身|热身步/, '预热'],
  [/过度拟合/, '过拟合'],
  [/有效批次|有效批量/, '等效批次'],
  [/主人权重|主控权重/, '主权重'],
  [/张量平行/, '张量并行'],
  [/流水线平行|管道并行|管线并行/, '流水线并行'],
  [/数据平行/, '数据并行'],
  [/全部归约|全规约/, '全归约'],
  [/推测性解码|投机性解码/, '投机解码'],
  [/困惑值|混乱度/, '困惑度'],
  [/专家混合/, '混合专家'],
  [/前馈网路|前向反馈网络/, '前馈网络'],
  [/残余流|剩余流/, '残差流'],
  [/令牌化|标记化|标记器/, '分词器'],
  [/上下文视窗/, '上下文窗口'],
  [/全参数/, '全量'],
  [/缩放因子/, '缩放系数'],
  [/装[得不]下/, '放得下'],
  [/底座模型|冻结的底座/, '基座'],
  [/SXM\d?模块/, 'SXM模组'],
  [/首字延迟|首词延迟/, '首个词元延迟'],
];

/** `cardNames`: names of the catalog, some of which hold a number of their own (`RTX 3060 12 GB`). */
export function ruleProblems({ path, text }: Document, cardNames: readonly string[] = []): Problem[] {
  const language = path.includes('zh-cn') ? 'zh-cn' : 'en';
  const read = cardNames.reduce(withoutNumberInName, words(text));
  const problems: Problem[] = [];
  // remark-math reads a pair of $$ on one line as a formula within the text, and sets its fractions small.
  const inline = /^\$\$[^\n]+\$\$$/m.exec(prose(text));
  if (inline) problems.push({ path, reason: `display formula on one line: “${excerpt(inline[0], 0)}”` });
  for (const { pattern, reason, only } of rules) {
    if (only && only !== language) continue;
    const match = pattern.exec(read);
    if (match) problems.push({ path, reason: `${reason}: “${excerpt(read, match.index)}”` });
  }
  if (language === 'zh-cn') {
    for (const [wrong, right] of terminology) {
      const match = wrong.exec(read);
      if (match) problems.push({ path, reason: `“${match[0]}”: the field says “${right}”` });
    }
  }
  return problems;
}

/** Takes the memory size out of a card's name where the name, as the catalog writes it, holds one. */
function withoutNumberInName(text: string, name: string): string {
  const match = /^(?:GeForce )?(.+) (\d+) GB$/.exec(name);
  if (!match) return text;
  const [, card = '', size = ''] = match;
  return text.replace(new RegExp(`${card.replaceAll(' ', ' ?')} ?${size} ?GB`, 'gi'), card);
}

function excerpt(text: string, at: number): string {
  return text.slice(Math.max(0, at - 12), at + 30).replace(/\s+/g, ' ');
}

/** What a chapter has at least, in either language. */
const chapterMinimum = { englishWords: 2000, chineseCharacters: 3500, figures: 3, sources: 5, questions: 2 };

/** Sections every chapter ends with, by language. */
const endings = { en: ['Further reading', 'Next'], 'zh-cn': ['延伸阅读', '接下来'] } as const;

/** What a chapter needs before it may be called one. */
export function chapterProblems({ path, text }: Document): Problem[] {
  const problems: Problem[] = [];
  const need = (ok: boolean, reason: string) => {
    if (!ok) problems.push({ path, reason });
  };
  const chinese = path.includes('zh-cn');
  const all = components(text);
  const used = all.map((component) => component.split(' ')[0]!);
  const count = (...names: string[]) => used.filter((name) => names.includes(name)).length;
  const atLeast = (least: number, has: number, what: string) =>
    need(has >= least, `a chapter has at least ${least} ${what}, this one ${has}`);
  if (chinese) {
    atLeast(chapterMinimum.chineseCharacters, countChineseCharacters(text), 'Chinese characters');
  } else {
    atLeast(chapterMinimum.englishWords, countEnglishWords(text), 'English words');
  }
  atLeast(chapterMinimum.figures, count('Figure', 'CardPlot', 'MemoryBars'), 'figures');
  const sources = new Set(all.filter((component) => component.startsWith('Cite ')));
  atLeast(chapterMinimum.sources, sources.size, 'cited sources');
  atLeast(chapterMinimum.questions, count('Question'), 'questions with folded answers');
  need(count('GpuCalculator', 'PrecisionCalculator', 'StepExplorer') > 0, 'a chapter has a live calculator');
  need(count('Est', 'Worked') > 0, 'a chapter has a number worked by the estimator');
  need(used.includes('Sources'), 'a chapter lists its sources');
  for (const heading of endings[chinese ? 'zh-cn' : 'en']) {
    need(new RegExp(`^## ${heading}$`, 'm').test(text), `a chapter has a section “${heading}”`);
  }
  return problems;
}
