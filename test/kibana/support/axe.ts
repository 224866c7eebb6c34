/** axe-core on the plugin's part of a page: nothing serious, nothing critical. Kibana's own parts are Kibana's. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AxeResults, NodeResult } from 'axe-core';
import { expect } from './test';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Text on background of EUI 90's own theme, a hair below 4.5:1; nothing else is let through. */
const EUI_COLORS = new Set(['#81858f on #1d1e24', '#006bb8 on #cce4f5', '#36a2ef on #22384d']);

function isEuiColor({ any }: NodeResult): boolean {
  const { fgColor, bgColor } = (any[0]?.data ?? {}) as { fgColor?: string; bgColor?: string };
  return EUI_COLORS.has(`${fgColor} on ${bgColor}`);
}

/** @param part CSS selector of what is the plugin's; the test fails where there is no such part */
export async function expectAccessible(page: Page, part: string): Promise<void> {
  await expect(page.locator(part).first()).toBeAttached();
  // not a script element: Kibana's security policy allows none from elsewhere
  await page.evaluate(AXE);
  const results = await page.evaluate((selector) => (window as unknown as { axe: { run(context: unknown): Promise<unknown> } }).axe.run({ include: [selector] }), part) as AxeResults;
  const found = results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, nodes: nodes.filter((node) => id !== 'color-contrast' || !isEuiColor(node)) }))
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join('\n')}`);
  expect(found).toEqual([]);
}
