/** @jest-environment jsdom */
import { act, configure, fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import createCache from '@emotion/cache';
import { EuiProvider } from '@elastic/eui';
import { createMemoryHistory } from 'history';
import { Router } from 'react-router-dom';
import type { Services } from '../types';
import { HeaderActions } from './header_actions';

// As in Kibana: no warnings about what matters on servers only.
const cache = Object.assign(createCache({ key: 'test' }), { compat: true as const });

configure({ testIdAttribute: 'data-test-subj' });

type Mount = (element: HTMLElement) => () => void;

function renderHeaderActions(
  setHeaderActionMenu: ((mount: Mount | undefined) => void) | undefined,
  path = '/trace?id=a'
) {
  const history = createMemoryHistory({ initialEntries: [path] });
  const shared: unknown[] = [];
  const services = {
    core: { application: { getUrlForApp: () => 'http://kibana/', capabilities: {} } },
    plugins: { share: { toggleShareContextMenu: (options: unknown) => shared.push(options) } },
  } as unknown as Services;
  const { unmount } = render(
    <EuiProvider cache={cache}>
      <Router history={history}>
        <HeaderActions services={services} setHeaderActionMenu={setHeaderActionMenu} />
      </Router>
    </EuiProvider>
  );
  return { history, shared, unmount };
}

it('stands in Kibana’s header, and leaves it with the app', () => {
  const header = document.body.appendChild(document.createElement('div'));
  const mounts: Array<Mount | undefined> = [];
  const { history, shared, unmount } = renderHeaderActions((mount) => {
    mounts.push(mount);
  });
  let clear: (() => void) | undefined;
  act(() => {
    clear = mounts[0]?.(header);
  });
  expect(header.textContent).toBe('ShareSettings');
  fireEvent.click(screen.getByTestId('requestTraceShare'));
  expect(shared).toHaveLength(1);
  act(() => {
    fireEvent.click(screen.getByTestId('requestTraceSettingsLink'));
  });
  expect(history.location.pathname).toBe('/settings');
  expect(screen.queryByTestId('requestTraceShare')).toBeNull();
  act(() => clear?.());
  expect(header.textContent).toBe('');
  unmount();
  expect(mounts.at(-1)).toBeUndefined();
});

it('stands in the page where the host has no header for it', () => {
  renderHeaderActions(undefined);
  expect(screen.getByTestId('requestTraceHeaderRow').textContent).toBe('ShareSettings');
});
