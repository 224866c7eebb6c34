/** A part of the page whose code is loaded when it is first shown. */
import React, {
  Component,
  useCallback,
  useEffect,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';
import { EuiButton, EuiEmptyPrompt, EuiSkeletonText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';

/** milliseconds before a skeleton is shown: what loads sooner would only flash */
const SKELETON_DELAY_MS = 300;

interface LazyComponentProps<P> {
  /** Loads the component. Must keep its identity; called again after a failure when the reader asks for it. */
  load(): Promise<ComponentType<P>>;
  props: P;
}

/**
 * Shows the component once it is loaded; a skeleton when that takes long; and when the code does not load, or the
 * component throws, says so with a button to try again, in place of a blank page.
 */
export function LazyComponent<P extends object>({
  load,
  props,
}: LazyComponentProps<P>): React.ReactElement {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ component?: ComponentType<P>; failed?: boolean }>({});
  const retry = useCallback(() => setAttempt((number) => number + 1), []);

  useEffect(() => {
    let isUnmounted = false;
    setState({});
    load().then(
      // An object, not the component itself: a function handed to setState would be called.
      (component) => {
        if (!isUnmounted) setState({ component });
      },
      () => {
        if (!isUnmounted) setState({ failed: true });
      }
    );
    return () => {
      isUnmounted = true;
    };
  }, [load, attempt]);

  if (state.failed) {
    return (
      <FailurePrompt
        title={i18n.translate('requestTrace.lazyPart.notLoaded', {
          defaultMessage: 'This part of Request Trace could not be loaded',
        })}
        body={i18n.translate('requestTrace.lazyPart.notLoadedBody', {
          defaultMessage:
            'The connection may be down, or Kibana was upgraded since this page was opened. If trying again does not help, reload the page.',
        })}
        onRetry={retry}
      />
    );
  }
  const Loaded = state.component;
  if (!Loaded) return <DelayedSkeleton />;
  return (
    <ErrorBoundary key={attempt} onRetry={retry}>
      <Loaded {...props} />
    </ErrorBoundary>
  );
}

/** Placeholder lines, shown only when loading takes longer than 300 ms. */
export function DelayedSkeleton(): React.ReactElement | null {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SKELETON_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return isShown ? <EuiSkeletonText lines={5} /> : null;
}

interface ErrorBoundaryProps {
  children: ReactNode;
  onRetry(): void;
}

/** Shows a failure in place of what throws while it is drawn. */
class ErrorBoundary extends Component<ErrorBoundaryProps, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <FailurePrompt
        title={i18n.translate('requestTrace.lazyPart.broken', {
          defaultMessage: 'This part of Request Trace has failed',
        })}
        body={this.state.error.message.slice(0, 500)}
        onRetry={this.props.onRetry}
      />
    );
  }
}

/** Keeps the rest of the page when a part throws; trying again draws the part anew. */
export function RetryBoundary({ children }: { children: ReactNode }): React.ReactElement {
  const [attempt, setAttempt] = useState(0);
  return (
    <ErrorBoundary key={attempt} onRetry={() => setAttempt(attempt + 1)}>
      {children}
    </ErrorBoundary>
  );
}

function FailurePrompt({
  title,
  body,
  onRetry,
}: {
  title: string;
  body: string;
  onRetry(): void;
}): React.ReactElement {
  return (
    <EuiEmptyPrompt
      color="danger"
      iconType="error"
      titleSize="s"
      role="alert"
      title={<h2>{title}</h2>}
      body={<p>{body}</p>}
      actions={[
        <EuiButton key="retry" onClick={onRetry} data-test-subj="requestTraceRetry">
          {i18n.translate('requestTrace.lazyPart.retry', { defaultMessage: 'Try again' })}
        </EuiButton>,
      ]}
    />
  );
}
