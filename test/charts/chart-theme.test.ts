import { describe, expect, it } from 'vitest';
import { THEMES } from '#charts/chart-theme.ts';

type Rgb = readonly [number, number, number];

function linearOf(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [light = 0, dark = 0] = [luminance(linearOf(one)), luminance(linearOf(other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Full dichromacy on linear RGB (Machado, Oliveira and Fernandes 2009, severity 1.0). */
const BLINDNESS = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function seen(hex: string, matrix: readonly number[]): readonly number[] {
  const rgb = linearOf(hex);
  return [0, 3, 6].map((row) => {
    const mixed = rgb.reduce((sum, value, column) => sum + value * (matrix[row + column] ?? 0), 0);
    return Math.max(0, Math.min(1, mixed)) ** (1 / 2.2);
  });
}

describe.each(Object.entries(THEMES))('the %s theme', (_, theme) => {
  it.each(['text', 'muted', 'good', 'bad', 'open'] as const)('can be read in its colour for %s', (name) => {
    expect(contrast(theme[name], theme.background)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(BLINDNESS))('tells good from bad in %s', (_name, matrix) => {
    const [good, bad] = [seen(theme.good, matrix), seen(theme.bad, matrix)];
    const apart = Math.hypot(...good.map((value, index) => value - (bad[index] ?? 0)));
    expect(apart).toBeGreaterThan(0.25);
  });
});
