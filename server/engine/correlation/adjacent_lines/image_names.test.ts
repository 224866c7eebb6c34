import { parseComponentLine } from '../../../../common/parse/component_line';
import { imageOf, namesImage } from './image_names';

test.each([
  ['PullImage "shop/web:1"', 'shop/web:1'],
  ['stop pulling image docker.io/library/nginx:1: active requests=0', 'nginx:1'],
  ['ImageCreate event name:"docker.io/shop/web:1"', 'shop/web:1'],
  ['Pulling image: quay.io/shop/web:1', 'quay.io/shop/web:1'],
  ['ImageUpdate event &ImageUpdate{Name:sha256:cbc5,Labels:map[],}', 'sha256:cbc5'],
  ['StopContainer for "x"', undefined],
])('%s', (msg, image) => {
  expect(
    imageOf(
      parseComponentLine(
        `time="2026-11-23T06:22:49.79Z" level=info msg="${msg.replaceAll('"', '\\"')}"`
      )!
    )
  ).toBe(image);
});

test('no line, no image', () => expect(imageOf(undefined)).toBeUndefined());

test.each([
  ['Pulling image "shop/web:1"', true],
  ['image=shop/web:1', true],
  ['shop/web:1', true],
  ['docker.io/shop/web:1 done', true],
  ['got shop/web:1.', true],
  ['desc = shop/web:1: not found', true],
  ['shop/web:12', false],
  ['shop/web:1.1', false],
  ['shop/web:1-debug', false],
  ['eshop/web:1', false],
  ['quay.io/shop/web:1', false],
  ['shop/web:10 and shop/web:1', true],
  ['', false],
])('%s', (text, expected) => expect(namesImage(text, 'shop/web:1')).toBe(expected));
