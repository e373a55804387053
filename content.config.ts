import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';

const slug = z.string().regex(/^[a-z0-9-]+$/);

export const faqCategories = [
  'buying',
  'memory',
  'precision',
  'speed',
  'training',
  'inference',
  'software',
] as const;

/** In the order in which the glossary's index shows them. */
export const glossarySubjects = [
  'chip',
  'memory',
  'speed',
  'formats',
  'models',
  'data',
  'training',
  'optimizers',
  'fine-tuning',
  'quantization',
  'inference',
  'many-cards',
  'software',
] as const;

/** What has changed for readers: one file a change, in every language at once. */
const changeWords = z.strictObject({ title: z.string(), text: z.string().max(400) });

export const collections = {
  changes: defineCollection({
    loader: glob({ base: 'content/changes', pattern: '*.yaml' }),
    schema: z.strictObject({
      date: z.coerce.date(),
      about: z.enum(['data', 'estimates', 'calculators', 'guide', 'site']),
      en: changeWords,
      'zh-cn': changeWords,
      /** Pages on which it shows, without language. */
      links: z.array(z.string().regex(/^\/.*\/$/)).min(1),
    }),
  }),
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
  faq: defineCollection({
    loader: glob({ base: 'content/faq', pattern: '**/*.mdx' }),
    schema: z.strictObject({
      /** As a person would ask it. */
      question: z.string(),
      /** The answer in one or two sentences, plain text. */
      short: z.string().max(240),
      category: z.enum(faqCategories),
      /** Words people type when they look for this, slang and the other script included. */
      keywords: z.array(z.string()),
      /** Date on which prices and support statements were checked. */
      checked: z.coerce.date(),
      related: z.array(slug),
    }),
  }),
  glossary: defineCollection({
    loader: glob({ base: 'content/glossary', pattern: '**/*.mdx' }),
    schema: z.strictObject({
      term: z.string(),
      /** Plain-text definition, short enough for a tooltip. */
      short: z.string().max(200),
      aliases: z.array(z.string()),
      /** The term in the other language. */
      other: z.string(),
      subject: z.enum(glossarySubjects),
      /**
       * How the term stands in running text, where a page that names it first gets a tooltip; its name if left out. For a
       * name that is an everyday word: only what is not. In lower case what may begin a sentence with a capital.
       */
      spellings: z.array(z.string()).optional(),
      /** Longer words and phrases that hold a spelling and mean something else. */
      within: z.array(z.string()).optional(),
    }),
  }),
};
