/** @jest-environment jsdom */
import React from 'react';
import { EuiProvider } from '@elastic/eui';
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { SaveModal } from './save_modal';
import type { SaveOptions, SavePlan } from './save_trace';

configure({ testIdAttribute: 'data-test-subj', asyncUtilTimeout: 15_000 });

// jsdom lays nothing out, and can't scroll
beforeAll(() => {
  window.scrollTo = () => undefined;
});

const SAVE_PLAN = { leftOut: 0, canCreateDataView: true } as SavePlan;

function renderModal(plan: SavePlan, onSave: (options: SaveOptions) => Promise<void>): void {
  render(
    <EuiProvider>
      <SaveModal plan={plan} title="Trace: alice" onSave={onSave} onClose={() => undefined} />
    </EuiProvider>
  );
}

const getConfirmButton = (): HTMLButtonElement =>
  screen.getByTestId<HTMLButtonElement>('requestTraceSaveConfirm');

describe('SaveModal, without Kibana’s own dialogue', () => {
  it('saves what is typed, and asks again where the title is taken', async () => {
    const asked: SaveOptions[] = [];
    renderModal(SAVE_PLAN, async (options) => {
      asked.push(options);
      if (!options.isTitleDuplicateConfirmed) options.onTitleDuplicate();
    });
    fireEvent.change(screen.getByTestId('requestTraceSaveTitle'), { target: { value: ' Mine ' } });
    fireEvent.submit(getConfirmButton().form!);
    expect(await screen.findByTestId('requestTraceSaveDuplicate')).toBeTruthy();
    fireEvent.submit(getConfirmButton().form!);
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(
      asked.map(({ title, isTitleDuplicateConfirmed }) => [title, isTitleDuplicateConfirmed])
    ).toEqual([
      ['Mine', false],
      ['Mine', true],
    ]);
  });

  it('saves nothing without a title', () => {
    renderModal(SAVE_PLAN, async () => undefined);
    fireEvent.change(screen.getByTestId('requestTraceSaveTitle'), { target: { value: '  ' } });
    expect(getConfirmButton().disabled).toBe(true);
  });

  it('offers to create a missing data view, and says what was left out', async () => {
    const asked: SaveOptions[] = [];
    renderModal({ ...SAVE_PLAN, missingDataView: 'k8s-*', leftOut: 7 }, async (options) => {
      asked.push(options);
    });
    expect(screen.getByTestId('requestTraceSaveLeftOut').textContent).toContain('7');
    const toggle = screen.getByTestId('requestTraceSaveCreateDataView');
    expect(toggle.getAttribute('aria-checked')).toBe('true');
    fireEvent.click(toggle);
    expect(screen.getByText(/keeps one for itself/)).toBeTruthy();
    fireEvent.submit(getConfirmButton().form!);
    await waitFor(() => expect(asked.map(({ createDataView }) => createDataView)).toEqual([false]));
  });
});
