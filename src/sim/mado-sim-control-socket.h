/* mado-sim-control-socket.h - the local socket that carries lines to a MadoSimControl
 *
 * Layer: sim.  Threads: the one whose main context it was made in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sim-control.h"

G_BEGIN_DECLS

typedef struct _MadoSimControlSocket MadoSimControlSocket;

/**
 * mado_sim_control_socket_new:
 * @control: (not owned): lives longer
 *
 * Returns: (transfer full): %NULL with %G_IO_ERROR. */
MadoSimControlSocket *mado_sim_control_socket_new (MadoSimControl *control, const char *path,
                                                   GError **error);
/** mado_sim_control_socket_free: stops listening and removes the socket. */
void mado_sim_control_socket_free (MadoSimControlSocket *self);

G_END_DECLS
