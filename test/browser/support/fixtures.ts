/** Playwright's `test`, failing when the page throws or writes an error or a warning to its console. */
import { test as base, expect } from '@playwright/test';

export interface PageLog {
  /** Lets messages through that contain the text: only for what a test brings about itself. */
  expectMessage(text: string): void;
}

export const test = base.extend<{ pageLog: PageLog }>({
  pageLog: [
    async ({ context }, use) => {
      const seen: string[] = [];
      const expected: string[] = [];
      // `weberror`: what a page throws and nobody catches, rejections included
      context.on('weberror', (error) =>
        seen.push(`thrown: ${error.error().stack ?? error.error().message}`)
      );
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          seen.push(`console.${message.type()}: ${message.text()} (${message.location().url})`);
      });
      await use({ expectMessage: (text) => expected.push(text) });
      expect(
        seen.filter((message) => !expected.some((text) => message.includes(text))),
        'what the page wrote to its console'
      ).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
