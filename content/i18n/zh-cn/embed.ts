import type { embed as en } from '../en/embed.ts';

export const embed: typeof en = {};
