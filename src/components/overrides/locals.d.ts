declare namespace App {
  interface Locals {
    /** Set by a page that puts its running text into `<Default>` of MarkdownContent itself and the rest beside it. */
    marksText?: boolean;
  }
}
