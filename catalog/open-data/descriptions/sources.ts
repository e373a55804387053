import type { Descriptions } from './words.ts';

export const sourceDescriptions: Descriptions = {
  id: 'Id that records cite. It never changes.',
  title: 'Title.',
  publisher: 'Who published it.',
  standing:
    'official: NVIDIA’s own text; quoted: NVIDIA’s figure read in somebody else’s text; secondary: everything else.',
  url: 'Web address; null for material read from a repository or in a quotation.',
  repository: 'Repository from which it was read.',
  'repository.name': 'owner/name.',
  'repository.path': 'File in it.',
  'repository.commit': 'Commit that was read.',
  licence: 'Licence of the source; null: none stated, or not read.',
  read: 'Day or month in which the copy was read (ISO 8601).',
  note: 'What else to know about it.',
};
