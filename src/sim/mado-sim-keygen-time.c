/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-keygen-time.h"

/* RSA-2048 CRT key generation on 39 smart cards, computed from the measurements of
 * crocs-muni/JCAlgTest, Profiles/performance/fixed: best single run 0.17 s; averages of a card
 * from 2.1 s over a median of 13.3 s and a 90th percentile of 28 s to 69.1 s; worst single run
 * 146 s.  The averages stand for the distribution, the two single runs for its ends. */
static const struct
{
  double share;
  guint ms;
} quantiles[] = {
  { 0.00, 170 },   { 0.03, 2100 },  { 0.50, 13300 },
  { 0.90, 28000 }, { 0.99, 69100 }, { 1.00, 146000 },
};

guint
mado_sim_keygen_time_at (double share)
{
  gsize i = 1;
  double part;

  share = CLAMP (share, 0.0, 1.0);
  while (i + 1 < G_N_ELEMENTS (quantiles) && quantiles[i].share < share)
    i++;
  part = (share - quantiles[i - 1].share) / (quantiles[i].share - quantiles[i - 1].share);
  return quantiles[i - 1].ms + (guint) (part * (quantiles[i].ms - quantiles[i - 1].ms) + 0.5);
}
