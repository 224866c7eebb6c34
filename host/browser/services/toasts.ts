/** Kibana's toasts. */
import { BehaviorSubject } from 'rxjs';

export interface Toast {
  id: string;
  title: string;
  text?: string;
  color: 'success' | 'danger' | 'warning' | 'primary';
  iconType?: string;
}
type ToastInput = string | { title?: string; text?: string };

export function createToasts() {
  const toasts$ = new BehaviorSubject<Toast[]>([]);
  let next = 0;
  const addToast =
    (color: Toast['color'], iconType?: string) =>
    (input: ToastInput): Toast => {
      const { title, text } = typeof input === 'string' ? { title: input, text: undefined } : input;
      const toast: Toast = {
        id: String(next++),
        title: title ?? '',
        color,
        iconType,
        ...(typeof text === 'string' ? { text } : {}),
      };
      toasts$.next([...toasts$.value, toast]);
      return toast;
    };
  const addDanger = addToast('danger', 'error');
  return {
    toasts$,
    get$: () => toasts$,
    add: addToast('primary'),
    addSuccess: addToast('success', 'check'),
    addWarning: addToast('warning', 'warning'),
    addDanger,
    addInfo: addToast('primary', 'iInCircle'),
    addError: (error: Error, { title, toastMessage }: { title: string; toastMessage?: string }) =>
      addDanger({ title, text: toastMessage ?? error.message }),
    remove: (toast: string | Toast) => {
      const id = typeof toast === 'string' ? toast : toast.id;
      toasts$.next(toasts$.value.filter((other) => other.id !== id));
    },
  };
}

export type Toasts = ReturnType<typeof createToasts>;
