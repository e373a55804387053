import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { unified } from '@astrojs/markdown-remark';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkMath from 'remark-math';
import { assertCatalog } from './catalog/validate.ts';
import { remarkCitations } from './src/markdown/remark-citations.ts';
import { remarkCode } from './src/markdown/remark-code.ts';
import { remarkTerms } from './src/markdown/remark-terms.ts';
import { rehypeInternalLinks } from './src/markdown/rehype-internal-links.ts';
import { rehypeMath } from './src/markdown/rehype-math.ts';
import { rehypeTables } from './src/markdown/rehype-tables.ts';
import { sitemapOptions } from './src/discovery/sitemap.ts';
import { routes } from './src/routes.ts';
import { readGlossary } from './src/scripts/glossary-files.ts';
import { slimCatalog } from './src/scripts/vite-slim-catalog.ts';
import { sidebar } from './src/sidebar.ts';

/** Where the site lives. A base path such as `/headroom/` serves it from a folder of a host. */
const base = process.env.HEADROOM_BASE ?? '/';
const site = process.env.HEADROOM_SITE ?? 'https://headroom.example';
const outDir = process.env.HEADROOM_OUT ?? 'dist';

const terms = { en: readGlossary('en'), 'zh-cn': readGlossary('zh-cn') };

/** Adds the pages that are not chapters and the moment at which widgets come alive, and stops the build at a wrong catalog record. */
const headroom = {
  name: 'headroom',
  hooks: {
    'astro:config:setup': ({ addClientDirective, injectRoute }) => {
      assertCatalog();
      addClientDirective({ name: 'touch', entrypoint: './src/embed/on-touch.ts' });
      for (const { pattern, entrypoint } of routes) injectRoute({ pattern, entrypoint, prerender: true });
    },
  },
};

/** Leaves KaTeX's older font formats out of its stylesheet: every browser that runs this site reads WOFF2. */
const woff2Only = () => ({
  name: 'headroom-woff2-only',
  enforce: 'pre',
  transform(code, id) {
    if (!/katex[^?]*\.css/.test(id)) return undefined;
    return {
      code: code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, ''),
      map: null,
    };
  },
});

/**
 * Imports what is asked for, without Vite's helper that first looks up what that will import in turn: pages load their
 * few chunks at once, so the helper weighs more than it saves. Styles of islands stand in the page.
 */
const plainImports = () => ({
  name: 'headroom-plain-imports',
  enforce: 'pre',
  // Astro sets it for its own environment, after the configuration of a project.
  configEnvironment: (name) => (name === 'client' ? { build: { modulePreload: false } } : undefined),
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined,
});

/** Starlight's components come with our table of contents. */
const ownToc = () => ({
  name: 'headroom-toc',
  enforce: 'pre',
  resolveId: (source) =>
    source.endsWith('/TableOfContents/starlight-toc')
      ? fileURLToPath(new URL('src/components/toc.ts', import.meta.url))
      : undefined,
});

export default defineConfig({
  site,
  base,
  srcDir: '.',
  publicDir: 'src/public',
  outDir,
  trailingSlash: 'always',
  prefetch: false,
  devToolbar: { enabled: false },
  markdown: {
    syntaxHighlight: false,
    processor: unified({
      remarkPlugins: [remarkCjkFriendly, remarkMath, remarkCitations, [remarkTerms, { terms }], remarkCode],
      rehypePlugins: [rehypeKatex, rehypeMath, rehypeTables, [rehypeInternalLinks, { base }]],
    }),
  },
  integrations: [
    headroom,
    // Instead of Starlight's own, which lists pages that ask not to be found.
    sitemap(sitemapOptions(outDir, site, base)),
    starlight({
      title: 'Headroom',
      description: 'Which NVIDIA GPU do I need to train, fine-tune or run this model?',
      favicon: '/favicon.svg',
      locales: {
        root: { label: 'English', lang: 'en' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
      },
      sidebar,
      customCss: [
        './src/styles/tokens.css',
        './src/styles/site.css',
        './src/styles/calculators.css',
        'katex/dist/katex.min.css',
      ],
      components: {
        Search: './src/components/overrides/Search.astro',
        Sidebar: './src/components/overrides/Sidebar.astro',
        SiteTitle: './src/components/overrides/SiteTitle.astro',
        Footer: './src/components/overrides/Footer.astro',
        MarkdownContent: './src/components/overrides/MarkdownContent.astro',
      },
      routeMiddleware: ['./src/offline/head.ts', './src/discovery/route-data.ts'],
      disable404Route: true,
      credits: false,
      // The first paint waits for the end of the page: painted half, its tables and columns would move as the rest comes.
      head: [{ tag: 'link', attrs: { rel: 'expect', href: '#page-end', blocking: 'render' } }],
      // Code is a component of ours, `src/components/Code.astro`.
      expressiveCode: false,
    }),
    mdx(),
    preact(),
  ],
  vite: {
    plugins: [slimCatalog(), woff2Only(), plainImports(), ownToc()],
    build: {
      // Scripts of more than a few lines as files, which a browser keeps for the next page; the inline budget is for what
      // must run first.
      assetsInlineLimit: 420,
    },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                // What every island needs, in one file: small files compress worse than their sum.
                groups: [
                  {
                    name: 'calculator',
                    // Not what is loaded when a reader asks for it.
                    test: /src\/(?:estimation\/(?!explain|working|validate|suggest|nearest|fields|advice|compare|memory\/timeline)|calculators\/(?:shared\/(?!match|paste|working-steps|linked|codec|tools|display-controls|number-field|typed|modded|notice-box|stamp|exports|clipboard|links|later|slices|kept)|gpu\/(?:state|card-list))|scripts\/(?:slim-cards|unpack-models))|catalog\/rates|i18n\/localise-link|headroom-catalog/,
                  },
                  // Two lines, but wherever else they stood all pages would load that.
                  { name: 'import', test: /vite\/preload-helper/, priority: 1 },
                  // Apart from the calculators: the table of cards speaks and has an address, and needs nothing else of them.
                  {
                    name: 'words',
                    test: /content\/i18n\/\w+\.ts|calculators\/shared\/(?:linked|codec)/,
                    priority: 2,
                  },
                ],
              },
            },
          },
        },
      },
    },
  },
});
