/** The trace view as a reader sees it: in the app's page or in the tab of the document's flyout. */
import type { Locator, Page } from '@playwright/test';
import { TraceViewBase } from '../../support/trace_view_base';
import { INDEX } from './trace_api';
import { expect } from './fixtures';

/** The page of a trace; `view` adds what the reader set. */
export function buildTracePath(id: string, view: Record<string, string> = {}): string {
  return `/app/requestTrace/trace?${new URLSearchParams({ id, index: INDEX, ...view })}`;
}

export class TraceView extends TraceViewBase {
  async open(id: string, view?: Record<string, string>): Promise<void> {
    await this.page.goto(buildTracePath(id, view));
    await this.waitUntilLoaded();
  }

  /** All pages are there and the picture is drawn. */
  override async waitUntilLoaded(): Promise<void> {
    await super.waitUntilLoaded();
    await expect(this.lanes.locator('[data-ech-render-complete=true]')).toBeAttached();
  }

  async readShownCount(): Promise<number> {
    return Number.parseInt(((await this.counts.textContent()) ?? '').replaceAll(',', ''), 10);
  }

  /** A row's first cell, by the row's place in the whole grid; only rows in sight are in the page. */
  row(index: number): Locator {
    return this.grid.locator(
      `[data-gridcell-row-index="${index}"][data-gridcell-column-index="0"]`
    );
  }

  cell(row: number, column: string): Locator {
    return this.grid.locator(
      `[data-gridcell-row-index="${row}"][data-gridcell-column-id="${column}"]`
    );
  }

  /** Text of a column's cells in sight, from the top. */
  async readColumn(column: string): Promise<string[]> {
    const cells = await this.grid
      .locator(`[role="gridcell"][data-gridcell-column-id="${column}"]`)
      .evaluateAll((found) =>
        found.map((cell) => ({
          row: Number((cell as HTMLElement).dataset.gridcellVisibleRowIndex),
          text:
            cell.querySelector('.euiDataGridRowCell__content')?.textContent ??
            cell.textContent ??
            '',
        }))
      );
    return cells.sort((a, b) => a.row - b.row).map(({ text }) => text.trim());
  }

  /** What the picture's table says: records and errors of each lane. */
  async readLaneTable(): Promise<Record<string, [number, number]>> {
    const rows = await this.lanes
      .getByTestId('requestTraceLaneTable')
      .locator('tbody tr')
      .evaluateAll((found) =>
        found.map((row) => [...row.children].map((cell) => cell.textContent ?? ''))
      );
    return Object.fromEntries(
      rows.map(([lane, records, errors]) => [lane!, [Number(records), Number(errors)]])
    );
  }

  /**
   * Where the picture's last (rightmost) error is drawn, in the page's coordinates. The picture is a canvas, so its pixels
   * are all there is to look at: errors are the red ones (light theme).
   */
  async findLastErrorMark(): Promise<{ x: number; y: number }> {
    const canvas = this.lanes.locator('canvas.echCanvasRenderer');
    const place = await canvas.evaluate((element) => {
      const picture = element as HTMLCanvasElement;
      const { data, width, height } = picture
        .getContext('2d')!
        .getImageData(0, 0, picture.width, picture.height);
      const scale = picture.width / picture.getBoundingClientRect().width;
      const isRed = (x: number, y: number): boolean => {
        const at = 4 * (y * width + x);
        return data[at]! > 150 && data[at + 1]! < 110 && data[at + 2]! < 110 && data[at + 3]! > 128;
      };
      const findRedRows = (x: number): number[] =>
        Array.from({ length: height }, (_, y) => y).filter((y) => isRed(x, y));
      let right = width - 1;
      while (right >= 0 && findRedRows(right).length === 0) right--;
      let left = right;
      while (left > 0 && findRedRows(left - 1).length > 0) left--;
      const middle = Math.round((left + right) / 2);
      const rows = findRedRows(middle);
      return right < 0 ? null : { x: middle / scale, y: (rows[0]! + rows.at(-1)!) / 2 / scale };
    });
    if (!place) throw new Error('The picture shows no error.');
    const box = (await canvas.boundingBox())!;
    return { x: box.x + place.x, y: box.y + place.y };
  }

  /** Drags over the picture, from and to as shares of its width. */
  async brush(from: number, to: number): Promise<void> {
    const box = (await this.lanes.boundingBox())!;
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width * from, y);
    await this.page.mouse.down();
    for (let step = 1; step <= 6; step++)
      await this.page.mouse.move(box.x + box.width * (from + (to - from) * (step / 6)), y);
    await this.page.mouse.up();
  }

  /** A filter's button; choosing closes the list again. */
  async selectFilter(
    filter: 'Components' | 'Severities' | 'Sources' | 'Confidences',
    value: string
  ): Promise<void> {
    await this.page.getByTestId(`requestTrace${filter}`).click();
    await this.page.getByTestId(`requestTrace${filter}-${value}`).click();
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByTestId(`requestTrace${filter}-${value}`)).toHaveCount(0);
  }
}

export function readQuery(page: Page): URLSearchParams {
  return new URL(page.url()).searchParams;
}
