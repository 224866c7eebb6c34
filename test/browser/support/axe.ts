/** axe-core over the whole page: nothing serious, nothing critical. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AxeResults, NodeResult } from 'axe-core';
import { expect } from './test';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Colours of EUI 90's own theme, which Kibana shows on every page, a hair below 4.5:1: subdued text in the dark theme
 * (4.49:1), the links of the header's breadcrumbs (4.21:1 light, 4.34:1 dark). Text on background; nothing else is let through.
 */
const EUI_COLORS = new Set(['#81858f on #1d1e24', '#006bb8 on #cce4f5', '#36a2ef on #22384d']);

function isEuiColor({ any }: NodeResult): boolean {
  const { fgColor, bgColor } = (any[0]?.data ?? {}) as { fgColor?: string; bgColor?: string };
  return EUI_COLORS.has(`${fgColor} on ${bgColor}`);
}

export async function expectAccessible(page: Page): Promise<void> {
  // not a script element: the page's Content-Security-Policy allows none from elsewhere
  await page.evaluate(AXE);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<unknown> } }).axe.run()) as AxeResults;
  const found = results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, nodes: nodes.filter((node) => id !== 'color-contrast' || !isEuiColor(node)) }))
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join('\n')}`);
  expect(found).toEqual([]);
}
