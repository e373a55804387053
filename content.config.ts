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

export const collections = {
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
    }),
  }),
};
