/** Playwright's `test`, failing when the plugin makes the page throw, complain, break the page's security policy or fail to load. */
import path from 'node:path';
import { test as base, expect, type ConsoleMessage, type Page } from '@playwright/test';
import { failOnPageMessages, type PageLog } from '../../support/page_log';
import { getKibanaUrl } from './environment';
import { addSpaceToPath } from './kibana_api';

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

/** Whether the message comes from the plugin's files, or from a page of the plugin, and is not Kibana's own. */
function isFromPlugin(message: ConsoleMessage): boolean {
  const text = message.text();
  const isNamed = /requestTrace|request_trace/.test(`${text} ${message.location().url}`);
  const isOnPage = /\/app\/requestTrace/.test(message.page()?.url() ?? '');
  return (isNamed || isOnPage) && !KIBANA_OWN_MESSAGES.some((pattern) => pattern.test(text));
}

export const test = base.extend<{ pageLog: PageLog }>({
  pageLog: [
    async ({ context }, use) => {
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
      await failOnPageMessages(context, use, isFromPlugin);
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
