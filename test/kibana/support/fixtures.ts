/** Playwright's `test`, failing when the plugin makes the page throw, complain, break the page's security policy or fail to load. */
import path from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { getKibanaUrl } from './environment';
import { addSpaceToPath } from './kibana_api';

export interface PageLog {
  /** Lets messages through that contain the text: only for what a test brings about itself. */
  expectMessage(text: string): void;
}

/** What a bare Kibana 8.12.2 writes on its own pages. */
const KIBANA_OWN_MESSAGES = [
  // its own probe whether the browser minds its security policy
  /Executing inline script violates.*sha256-P5polb1UreUSOe5V/s,
  /Unrecognized feature: 'web-share'/,
  /minified code outside of NODE_ENV/,
  /High enough contrast could not be determined/,
  /_isAMomentObject/,
  // pages that are left while Kibana still asks for something
  /net::ERR_ABORTED/,
  /AbortError/,
  // Kibana's own parts, by their bundles
];

/** Whether the message comes from the plugin's files, or from a page of the plugin. */
const isFromPlugin = (text: string, url: string, page: string): boolean =>
  /requestTrace|request_trace/.test(`${text} ${url}`) || /\/app\/requestTrace/.test(page);

export const test = base.extend<{ pageLog: PageLog }>({
  pageLog: [
    async ({ context }, use) => {
      const seen: string[] = [];
      const expected: string[] = [];
      await context.addInitScript(() => {
        // tours and first-run pages of Kibana cover what is tested; frames with no origin of their own have no storage
        try {
          for (const key of [
            'discover:docExplorerUpdateCalloutClosed',
            'discover.docExplorerUpdateCalloutClosed',
          ])
            localStorage.setItem(key, 'true');
          localStorage.setItem('home:welcome:show', 'false');
        } catch {
          // nothing to put off there
        }
        document.addEventListener('securitypolicyviolation', (event) => {
          if (!/^script-src/.test(event.violatedDirective) || event.blockedURI !== 'inline')
            console.error(
              `requestTrace test: policy ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`
            );
        });
      });
      context.on('weberror', (error) =>
        seen.push(`thrown: ${error.error().stack ?? error.error().message}`)
      );
      context.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        const text = message.text();
        if (
          KIBANA_OWN_MESSAGES.some((pattern) => pattern.test(text)) ||
          !isFromPlugin(text, message.location().url, message.page()?.url() ?? '')
        )
          return;
        seen.push(`console.${message.type()}: ${text} (${message.location().url})`);
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

/** A picture for the reader of the results; named after what it shows. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({
    path: path.join(process.env.SCREENSHOTS ?? 'target/test-results/kibana', `${name}.png`),
  });
}

/** Opens a page of Kibana, in a space. */
export async function openPage(page: Page, address: string, space?: string | null): Promise<void> {
  await page.goto(`${getKibanaUrl()}${addSpaceToPath(address, space)}`);
}

export { expect };
