/**
 * Turns a question as a person types it into the terms worth looking up. Pagefind joins the words of a query with
 * AND, so "how much memory do I need to fine-tune 8b" finds nothing unless some page holds every one of these words;
 * each term is looked up by itself instead and the hits are merged (`merge.ts`).
 */
import type { Lang } from '../../content/i18n/languages.ts';

/** More terms than this tell nothing new and cost a lookup each. */
const maxTerms = 8;

/** Longer text is not a question; the rest is not read. */
const maxLength = 300;

const englishStopWords = new Set(
  (
    'a about actually all also am an and any anyone are as at be because been being between but by can cannot could did do does ' +
    'doing done else enough ever exactly for from get gets getting give go going good got had has have having hello hi how i if ' +
    'in instead into is it its just know let like make makes many may me might mine much must my need needed needs no ' +
    'not of off on one only or other our out over please really s same shall should so some someone still such t take ' +
    'takes tell than that the their them then there these they thing this those to too under until up us use used using ' +
    'very want wants was way we well were what when where whether which while who whom whose why will with without would ' +
    'you your dont doesnt cant isnt im ive whats wont'
  ).split(' '),
);

const chineseStopWords = new Set(
  (
    '吗 呢 吧 啊 呀 么 嘛 的 地 得 了 着 过 是 在 和 与 及 跟 同 或 或者 还是 还 也 都 就 才 又 再 要 会 能 能够 可 可以 不能 不可以 ' +
    '怎么 怎样 怎么样 怎么办 怎么做 办 如何 什么 什么样 哪 哪个 哪些 哪张 哪种 哪款 哪里 谁 多少 多大 多久 多 几 几个 为 为什么 为何 是否 ' +
    '是不是 能否 能不能 可不可以 有没有 要不要 会不会 够不够 需要 应该 应当 必须 请问 请 一下 一个 一张 一种 一块 我 我的 我们 你 你们 他 她 它 ' +
    '它们 这 这个 这些 这样 那 那个 那些 那么 个 张 块 种 款 上 里 中 下 用 使用 把 被 让 给 对 从 到 于 以 以及 而 但 但是 因为 所以 ' +
    '如果 的话 想 想要 打算 觉得 有 没有 没 不 不是 吗 呗 哦 太 很 更 最 比较 到底 究竟 真的 其实 只 只有 够 够用 才够 好 大概 大约 一般 通常 现在 ' +
    '时候 时 做 做到 来 去 问题'
  ).split(' '),
);

/** 1080ti, RTX4090, "3060 Ti Super": the number with its suffix is what identifies a card. */
const card =
  /(?<![a-z\d.])(?:(?:geforce|nvidia|rtx|gtx)[\s-]*)*(\d{3,4})[\s-]*(ti super|ti|super|d)?(?![a-z0-9.])/g;

/** 24GB, 24 G, 24g, 24gib: one spelling, the one that pages use. */
const capacity = /(?<![\w.])(\d{1,3})\s*(?:gib|gb|g)(?![a-z])/g;

/** Words of this field that the dictionaries of browsers cut wrongly (显存 into 显 and 存, 张量 after a stop word 张). */
const chineseTerms =
  /爆显存|显存不足|显存溢出|显存泄漏|显存占用|梯度检查点|梯度累积|混合精度|损失缩放|张量核心|张量并行|数据并行|激活值|优化器|笔记本|台式机|计算能力|检查点|张量|微批次|显存|显卡|带宽|算力|多卡|单卡|双卡|大模型|微调|推理|训练|量化|缓存|二手|矿卡|功耗|电费|电源|散热|驱动|精度|速度|价格|云端|租用|降频|溢出/g;

/** "How many GB" asks about memory without naming it. */
const gigabytesAsked = /(?:how many|how much|多少|几|多大)\s*(?:gib|gb|gigs?|gigabytes?|g)(?![a-z])/g;

const han = /\p{Script=Han}/u;

/**
 * The terms of a question, in the order they stand in it, each once.
 * @param question what the reader typed, in English or Chinese or both
 * @param lang language of the page, which Pagefind's index follows
 */
export function searchTerms(question: string, lang: Lang): string[] {
  let text = fold(question.slice(0, maxLength)).replace(/[’'‘]/g, '');
  const found: { at: number; term: string }[] = [];
  const lift = (pattern: RegExp, termOf: (match: RegExpMatchArray) => string) => {
    for (const match of text.matchAll(pattern)) found.push({ at: match.index, term: termOf(match) });
    // Blanks of the same length keep the places of what is left.
    text = text.replace(pattern, (match) => ' '.repeat(match.length));
  };
  lift(gigabytesAsked, () => (lang === 'en' ? 'much memory' : '多大显存'));
  lift(capacity, (match) => `${match[1]} gb`);
  lift(card, (match) => [match[1], match[2]].filter(Boolean).join(' '));
  lift(chineseTerms, (match) => match[0]);

  const single: typeof found = [];
  for (const { word, at } of words(text, lang)) {
    if (han.test(word)) {
      if (chineseStopWords.has(word)) continue;
      (word.length === 1 ? single : found).push({ at, term: word });
    } else if (!englishStopWords.has(word) && !/^[a-z]?$/.test(word)) {
      found.push({ at, term: word });
    }
  }
  // A lone character says little (卡, 跑), but it is better than an empty search.
  const kept = found.length > 0 ? found : single;
  const ordered = kept.sort((a, b) => a.at - b.at).map(({ term }) => term);
  return [...new Set(ordered)].slice(0, maxTerms);
}

/**
 * Shorter pieces of a Chinese term that found nothing: the index may have cut the text elsewhere than we did.
 * A term of other scripts has no pieces, Pagefind looks those up by their beginning already.
 */
export function pieces(term: string): string[] {
  if (!han.test(term) || term.length < 3) return [];
  return bigrams(term);
}

/**
 * Whether a word of a page is what a term asks for. Pagefind shortens a word it does not know until something begins
 * with the rest, so that every nonsense finds pages; beyond an ending (train, training) that is no answer.
 */
export function resembles(word: string, term: string): boolean {
  const found = fold(word).replace(/[^\p{L}\p{N}]/gu, '');
  return term.split(/\s+/).some((asked) => {
    const plain = asked.replace(/[^\p{L}\p{N}]/gu, '');
    if (found === '' || plain === '') return false;
    if (han.test(plain)) return plain.includes(found) || found.includes(plain);
    if (found.startsWith(plain)) return true;
    let common = 0;
    while (common < plain.length && plain[common] === found[common]) common += 1;
    return common >= Math.max(2, Math.ceil(plain.length * 0.6));
  });
}

/** Words that questions are made of and that say nothing of their subject. */
export const isStopWord = (word: string): boolean => englishStopWords.has(word) || chineseStopWords.has(word);

/** Asks what something is. */
const definition =
  /^\s*(?:what(?:'s|s| is| are)|define|meaning of)\b|\bmean(?:s|ing)?\s*\??$|什么是|是什么|是啥|什么意思|定义/i;

/** Asks anything else, as people ask each other. */
const questionWords =
  /\b(?:how|why|which|should|can|could|do|does|did|is|are|will|what|when|where|vs|versus|or)\b|\?|？|吗|呢|怎么|怎样|如何|多少|多大|多久|哪|为什么|为何|能不能|要不要|够不够|值得|还是|区别|怎么办|需要/i;

/** The kind of page that answers a question of this form; undefined where a text only names something. */
export function kindAskedFor(text: string): 'faq' | 'glossary' | undefined {
  const plain = fold(text).replace(/[’‘]/g, "'");
  if (definition.test(plain)) return 'glossary';
  return questionWords.test(plain) ? 'faq' : undefined;
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** Pairs of characters that stand side by side; of one character, itself. */
export function bigrams(run: string): string[] {
  const characters = [...run];
  return characters.length < 2
    ? characters
    : characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/**
 * Joins neighbouring single characters: the dictionaries of browsers do not know the words of this field and cut
 * 显存 into 显 and 存. Stop words of one character stay apart.
 */
function joinSingles(
  words: readonly { segment: string; index: number }[],
): { segment: string; index: number }[] {
  const joined: { segment: string; index: number }[] = [];
  let open = false;
  for (const { segment, index } of words) {
    const single = segment.length === 1 && !chineseStopWords.has(segment);
    const last = joined.at(-1);
    if (single && open && last) last.segment += segment;
    else joined.push({ segment, index });
    open = single;
  }
  return joined;
}

function* words(text: string, lang: Lang): Generator<{ word: string; at: number }> {
  for (const match of text.matchAll(/[\p{Script=Han}]+|[\p{L}\p{N}][\p{L}\p{N}._+-]*/gu)) {
    if (!han.test(match[0])) {
      yield { word: match[0].replace(/[._+-]+$/, ''), at: match.index };
      continue;
    }
    for (const { segment, index } of segments(match[0], lang))
      yield { word: segment, at: match.index + index };
  }
}

/** Words of a run of Chinese characters; without a segmenter, every pair of neighbours between stop words. */
function segments(run: string, lang: Lang): { segment: string; index: number }[] {
  if (typeof Intl.Segmenter === 'function') {
    const words = new Intl.Segmenter(lang === 'en' ? 'zh-cn' : lang, { granularity: 'word' }).segment(run);
    return joinSingles([...words]);
  }
  const found: { segment: string; index: number }[] = [];
  let start = 0;
  const flush = (end: number) => {
    bigrams(run.slice(start, end)).forEach((segment, i) => {
      if (segment !== '') found.push({ segment, index: start + i });
    });
  };
  for (let at = 0; at < run.length;) {
    const stop = [4, 3, 2, 1].find(
      (length) => chineseStopWords.has(run.slice(at, at + length)) && at + length <= run.length,
    );
    if (stop === undefined) {
      at += 1;
      continue;
    }
    flush(at);
    at += stop;
    start = at;
  }
  flush(run.length);
  return found;
}
