/** What every page that shows a trace has: the host's and Kibana's, the app's page and the tab of the document's flyout. */
import { expect, type Locator, type Page } from '@playwright/test';

export class TraceViewBase {
  readonly root: Locator;
  readonly counts: Locator;
  readonly grid: Locator;
  readonly lanes: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('requestTraceView');
    this.counts = this.root.getByTestId('requestTraceCounts');
    this.grid = this.root.getByTestId('requestTraceGrid');
    this.lanes = this.root.getByTestId('requestTraceLanes');
  }

  /** All pages of the trace are there. */
  async waitUntilLoaded(): Promise<void> {
    await expect(this.counts).toBeVisible();
    await expect(this.root.getByTestId('requestTraceProgress')).toHaveCount(0);
    await expect(this.grid.getByRole('gridcell').first()).toBeVisible();
  }

  /** `shown` records pass the filters and the zoom, `hidden` do not. */
  async expectCounts(shown: number, hidden: number): Promise<void> {
    const number = (count: number) => count.toLocaleString('en-US');
    await expect(this.counts).toContainText(
      `${number(shown)} record${shown === 1 ? '' : 's'}, ${number(hidden)} hidden by filters, 0 left out`
    );
  }
}
