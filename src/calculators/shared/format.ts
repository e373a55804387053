export * from '../../../content/i18n/quantities.ts';
