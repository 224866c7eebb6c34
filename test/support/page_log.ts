/** What a page writes to its console, for tests that fail when it complains. */
import { expect, type BrowserContext, type ConsoleMessage } from '@playwright/test';

export interface PageLog {
  /** Lets messages through that contain the text: only for what a test brings about itself. */
  expectMessage(text: string): void;
}

/**
 * Fails the test when a page of the context throws, or writes an error or a warning that the test does not expect.
 *
 * @param runTest runs the test
 * @param isRelevant leaves out what others than the plugin write
 */
export async function failOnPageMessages(
  context: BrowserContext,
  runTest: (log: PageLog) => Promise<void>,
  isRelevant: (message: ConsoleMessage) => boolean = () => true
): Promise<void> {
  const seen: string[] = [];
  const expected: string[] = [];
  // `weberror`: what a page throws and nobody catches, rejections included
  context.on('weberror', (error) =>
    seen.push(`thrown: ${error.error().stack ?? error.error().message}`)
  );
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || !isRelevant(message)) return;
    seen.push(`console.${message.type()}: ${message.text()} (${message.location().url})`);
  });
  await runTest({ expectMessage: (text) => expected.push(text) });
  expect(
    seen.filter((message) => !expected.some((text) => message.includes(text))),
    'what the page wrote to its console'
  ).toEqual([]);
}
