/** axe-core on a page in Chromium: nothing serious, nothing critical. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, NodeResult } from 'axe-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Colours of EUI 90's own theme, which Kibana shows on every page, a hair below 4.5:1: subdued text in the dark theme
 * (4.49:1), the links of the header's breadcrumbs (4.21:1 light, 4.34:1 dark). Text on background; nothing else is let through.
 */
const EUI_COLORS = new Set(['#81858f on #1d1e24', '#006bb8 on #cce4f5', '#36a2ef on #22384d']);

function isKnownEuiContrast({ any }: NodeResult): boolean {
  const { fgColor, bgColor } = (any[0]?.data ?? {}) as { fgColor?: string; bgColor?: string };
  return EUI_COLORS.has(`${fgColor} on ${bgColor}`);
}

/** @param part CSS selector of the part that is looked at (the rest of a Kibana is Kibana's); the test fails where there is none */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  await expect(page.locator(part).first()).toBeAttached();
  // not a script element: the page's Content-Security-Policy allows none from elsewhere
  await page.evaluate(AXE);
  const results = (await page.evaluate(
    (selector) =>
      (window as unknown as { axe: { run(context: unknown): Promise<unknown> } }).axe.run({
        include: [selector],
      }),
    part
  )) as AxeResults;
  const found = results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      nodes: nodes.filter((node) => id !== 'color-contrast' || !isKnownEuiContrast(node)),
    }))
    .filter(({ nodes }) => nodes.length > 0)
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join('\n')}`
    );
  expect(found).toEqual([]);
}
