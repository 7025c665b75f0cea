import {
  binderDensity,
  binderFraction,
  calenderYield,
  carrierUses,
  carrierWidth,
  carrierYield,
  coatingWidth,
  edgeTrim,
  electrolyteDensity,
  electrolyteFraction,
  elongation,
  type Given,
  ibibFraction,
  inspectionReject,
  laneWidth,
  mixingYield,
  porosity,
  recoveryEfficiency,
  residual,
  slurryYield,
  tolueneFraction,
  ventFraction,
} from './inputs.ts'

/** Figures by name. */
export type Named = Record<string, number>

/** Port amounts in kg (carrier and area in m²), as `step.port.component`. */
export function flows(given: Given): Named {
  const port: Named = {}
  const put = (place: string, amounts: Named): void => {
    for (const [key, amount] of Object.entries(amounts)) port[`${place}.${key}`] = amount
  }
  const poreFree = 1 / (electrolyteFraction / electrolyteDensity + binderFraction / binderDensity)
  const arealMass = given.thickness * (1 - porosity) * poreFree
  const lanes = Math.floor((coatingWidth - 2 * edgeTrim) / laneWidth)
  const slitYield = ((lanes * laneWidth) / coatingWidth) * (1 - inspectionReject)
  const slitArea = 1 / slitYield
  const castArea = slitArea / (calenderYield * (1 + elongation))
  // solids, from the product back
  const solids = (share: number) => {
    const product = arealMass * share
    const slit = product / slitYield
    const dry = slit / calenderYield
    const slurry = dry / slurryYield
    return { product, slit, dry, slurry, feed: slurry / mixingYield }
  }
  const electrolyte = solids(electrolyteFraction)
  const binder = solids(binderFraction)
  // solvent, from the slurry on
  const drySolids = electrolyte.dry + binder.dry
  const slurrySolids = electrolyte.slurry + binder.slurry
  const solvent = (share: number) => {
    const slurry = ((slurrySolids * (1 - given.solidsContent)) / given.solidsContent) * share
    const film = slurry * slurryYield
    // in proportion to what the wet film holds of each, which is the recipe
    const dry = residual * drySolids * share
    const vapour = film - dry
    const slit = dry * calenderYield
    return { slurry, feed: slurry / mixingYield, film, dry, vapour, slit, product: slit * slitYield }
  }
  const toluene = solvent(tolueneFraction)
  const ibib = solvent(ibibFraction)
  const carrier = (castArea * carrierWidth) / coatingWidth
  const slitCarrier = carrier * calenderYield
  const unwound = carrier / carrierYield

  put('product.membrane', { area: 1, Li6PS5Cl: electrolyte.product, NBR: binder.product })
  put('product.membrane', { toluene: toluene.product, IBIB: ibib.product })
  put('slitting.membrane', { area: 1, Li6PS5Cl: electrolyte.product, NBR: binder.product })
  put('slitting.membrane', { toluene: toluene.product, IBIB: ibib.product })
  put('slitting.scrap', { Li6PS5Cl: electrolyte.slit - electrolyte.product, NBR: binder.slit - binder.product })
  put('slitting.scrap', { toluene: toluene.slit - toluene.product, IBIB: ibib.slit - ibib.product })
  const reused = (slitCarrier * (carrierUses - 1)) / carrierUses
  put('slitting.peeled', { siliconised_PET: reused })
  put('slitting.worn', { siliconised_PET: slitCarrier - reused })
  const calendered = { area: slitArea, Li6PS5Cl: electrolyte.slit, NBR: binder.slit, siliconised_PET: slitCarrier }
  for (const place of ['slitting.film', 'calendering.pressed'])
    put(place, { ...calendered, toluene: toluene.slit, IBIB: ibib.slit })
  const dried = { area: castArea, Li6PS5Cl: electrolyte.dry, NBR: binder.dry, siliconised_PET: carrier }
  for (const place of ['calendering.film', 'drying.dry_film'])
    put(place, { ...dried, toluene: toluene.dry, IBIB: ibib.dry })
  put('calendering.scrap', {
    Li6PS5Cl: electrolyte.dry - electrolyte.slit,
    NBR: binder.dry - binder.slit,
    toluene: toluene.dry - toluene.slit,
    IBIB: ibib.dry - ibib.slit,
    siliconised_PET: carrier - slitCarrier,
  })
  for (const place of ['drying.film', 'casting.film']) put(place, { ...dried, toluene: toluene.film, IBIB: ibib.film })
  for (const place of ['drying.vapour', 'recovery.vapour']) put(place, { toluene: toluene.vapour, IBIB: ibib.vapour })
  for (const [name, { vapour }] of Object.entries({ toluene, IBIB: ibib })) {
    const lost = vapour * (1 - recoveryEfficiency)
    port[`recovery.recovered.${name}`] = vapour * recoveryEfficiency
    port[`recovery.vent.${name}`] = lost * ventFraction
    port[`recovery.bottoms.${name}`] = lost * (1 - ventFraction)
  }
  put('casting.backing', { siliconised_PET: unwound })
  put('casting.reel_ends', { siliconised_PET: unwound - carrier })
  for (const place of ['casting.slurry', 'mixing.slurry']) {
    put(place, { Li6PS5Cl: electrolyte.slurry, NBR: binder.slurry, toluene: toluene.slurry, IBIB: ibib.slurry })
  }
  put('casting.scrap', { Li6PS5Cl: electrolyte.slurry - electrolyte.dry, NBR: binder.slurry - binder.dry })
  put('casting.scrap', { toluene: toluene.slurry - toluene.film, IBIB: ibib.slurry - ibib.film })
  put('mixing.feed', { Li6PS5Cl: electrolyte.feed, NBR: binder.feed, toluene: toluene.feed, IBIB: ibib.feed })
  put('mixing.scrap', { Li6PS5Cl: electrolyte.feed - electrolyte.slurry, NBR: binder.feed - binder.slurry })
  put('mixing.scrap', { toluene: toluene.feed - toluene.slurry, IBIB: ibib.feed - ibib.slurry })
  return port
}
