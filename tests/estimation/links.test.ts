import { describe, expect, it } from 'vitest';
import { trainingSpeedConstants as c } from '../../src/estimation/profiles/training-speed.ts';
import { hostRate, joinsAll, linkRate, ringSeconds } from '../../src/estimation/speed/links.ts';
import type { EstimateRequest, EstimationGpu } from '../../src/estimation/index.ts';
import { base, toyGpu } from './toy.ts';

const request = (change: Partial<EstimateRequest>): EstimateRequest => ({ ...base, gpuCount: 2, ...change });
const sxm: EstimationGpu = { ...toyGpu, name: 'Toy SXM', nvlink: { totalBidirectionalGbps: 600 } };
const bridged: EstimationGpu = { ...toyGpu, name: 'Toy A', nvlink: { totalBidirectionalGbps: 112.5 } };
const geforce = (computeCapability: number): EstimationGpu => ({
  ...toyGpu,
  name: 'GeForce Toy',
  computeCapability,
});

/** PCI Express 4.0 x16: 1.969 GB/s for each of 16 lanes. */
const gen4 = 16 * 1.969e9 * c.pcie;

describe('a card and its machine', () => {
  it('exchange what generation and lanes carry, the lesser of the card and the slot', () => {
    expect(hostRate(request({}), toyGpu)).toBeCloseTo(gen4, 0);
    expect(hostRate(request({ pcieLanes: 4 }), toyGpu)).toBeCloseTo(gen4 / 4, 0);
    expect(hostRate(request({ pcieGen: 3 }), toyGpu)).toBeCloseTo(16 * 0.985e9 * c.pcie, 0);
    // A faster slot does nothing for the card.
    expect(hostRate(request({ pcieGen: 5 }), toyGpu)).toBeCloseTo(gen4, 0);
    expect(hostRate(request({}), { ...toyGpu, pcieLanes: 8 })).toBeCloseTo(gen4 / 2, 0);
    // A card without a slot is taken to hang on generation 4.
    expect(hostRate(request({}), { ...toyGpu, pcieGen: null, pcieLanes: null })).toBeCloseTo(gen4, 0);
  });
});

describe('the link between two cards', () => {
  it('is half of what NVLink carries in both directions', () => {
    expect(linkRate(request({ interconnect: 'nvlink' }), sxm)).toBe(300e9 * c.nvlink);
    expect(linkRate(request({ interconnect: 'pcie' }), sxm)).toBeCloseTo(gen4, 0);
  });

  it('is a bridge for two cards, and PCI Express for more', () => {
    expect([joinsAll(sxm), joinsAll(bridged), joinsAll(toyGpu)]).toEqual([true, false, false]);
    expect(joinsAll({ ...sxm, name: 'Toy PCIe 40 GB' })).toBe(false);
    const nvlink = { interconnect: 'nvlink' } as const;
    expect(linkRate(request(nvlink), bridged)).toBe(56.25e9 * c.nvlink);
    expect(linkRate(request({ ...nvlink, gpuCount: 4 }), bridged)).toBeCloseTo(gen4, 0);
    expect(linkRate(request({ ...nvlink, gpuCount: 4, nodes: 2 }), bridged)).toBe(56.25e9 * c.nvlink);
  });

  it('passes through the machine between GeForce cards since Turing', () => {
    for (const capability of [7.5, 8.6, 8.9, 12])
      expect(linkRate(request({}), geforce(capability))).toBeCloseTo(gen4 * c.throughHost, 0);
    expect(linkRate(request({}), geforce(6.1))).toBeCloseTo(gen4, 0);
  });
});

describe('a ring', () => {
  it('moves half of the bytes between two cards: 1 GB over PCI Express 4.0 x16 in 20 ms', () => {
    const seconds = ringSeconds(request({}), toyGpu, 1e9, 2);
    expect(seconds).toBeCloseTo(0.5e9 / gen4, 9);
    expect(seconds).toBeGreaterThan(0.015);
    expect(seconds).toBeLessThan(0.025);
    expect(ringSeconds(request({}), toyGpu, 1e9, 1)).toBe(0);
  });

  it('moves nearly all of them between many', () => {
    const eight = request({ gpuCount: 8, interconnect: 'nvlink' });
    expect(ringSeconds(eight, sxm, 8e9, 8)).toBeCloseTo(7e9 / (300e9 * c.nvlink), 9);
  });

  it('goes at the pace of the network between machines, which the rings of one machine share', () => {
    const two = request({ gpuCount: 16, nodes: 2, interconnect: 'nvlink', networkGbitPerSecond: 80 });
    const network = 10e9 * c.network;
    expect(ringSeconds(two, sxm, 16e9, 16)).toBeCloseTo(15e9 / network, 9);
    // Eight rings of two cards, one in each machine.
    expect(ringSeconds(two, sxm, 2e9, 2, 8)).toBeCloseTo((0.5 * 8 * 2e9) / network, 9);
    // A ring within one machine does not meet it.
    expect(ringSeconds(two, sxm, 8e9, 8)).toBeCloseTo(7e9 / (300e9 * c.nvlink), 9);
    const fast = { ...two, networkGbitPerSecond: 1e5 };
    expect(ringSeconds(fast, sxm, 16e9, 16)).toBeCloseTo(15e9 / (300e9 * c.nvlink), 9);
  });
});
