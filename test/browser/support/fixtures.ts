/** Playwright's `test`, failing when the page throws or writes an error or a warning to its console. */
import { test as base, expect } from '@playwright/test';
import { failOnPageMessages, type PageLog } from '../../support/page_log';

export const test = base.extend<{ pageLog: PageLog }>({
  pageLog: [({ context }, use) => failOnPageMessages(context, use), { auto: true }],
});

export { expect };
