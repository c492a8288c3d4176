/* The network's section of the model file: sizes, then every block of weights, each length checked. */
#include "language/net.h"

#include "language/lanes.h"
#include "language/model.h"

enum { MOST_WIDTH = 2048, MOST_WORDS = 1 << 20, MOST_OUTPUTS = 1 << 13 };

static int read_size(struct model_reader *reader, int most)
{
    uint32_t size = model_read_u32(reader);
    if (size == 0 || size > (uint32_t)most)
        reader->bad = true;
    return reader->bad ? 1 : (int)size;
}

static struct net_matrix read_matrix(struct model_reader *reader, int rows, int columns, struct arena *arena)
{
    struct net_matrix m = { .rows = rows, .columns = columns, .stride = net_round_up(columns, NET_COLUMNS) };
    int padded = net_round_up(rows, NET_ROWS);
    m.weight = model_read_array(reader, (size_t)padded * (size_t)m.stride, 1);
    m.scale = model_read_array(reader, (size_t)rows, sizeof *m.scale);
    int32_t *sum = arena_take(arena, sizeof *sum * (size_t)padded);
    for (long at = 0; !reader->bad && at < (long)padded * m.stride; at++)
        sum[at / ((long)NET_ROWS * m.stride) * NET_ROWS + at % (4 * NET_ROWS) / 4] += 128 * m.weight[at];
    m.sum = sum;
    return m;
}

static const float *read_floats(struct model_reader *reader, int count)
{
    return model_read_array(reader, (size_t)count, sizeof(float));
}

static void read_sizes(struct net *net, struct model_reader *reader)
{
    net->width = read_size(reader, MOST_WIDTH);
    net->layers = read_size(reader, NET_MAX_LAYERS);
    net->words = read_size(reader, MOST_WORDS);
    net->buckets = read_size(reader, MOST_WORDS);
    net->upos = read_size(reader, MOST_OUTPUTS);
    net->xpos = read_size(reader, MOST_OUTPUTS);
    net->rules = read_size(reader, MOST_OUTPUTS);
    net->arc = read_size(reader, MOST_WIDTH);
    net->label = read_size(reader, MOST_WIDTH);
    net->labels = read_size(reader, MOST_OUTPUTS);
    if (net->width % (2 * LANES) || net->upos != UPOS_COUNT || net->labels != DEPREL_COUNT || (net->buckets & (net->buckets - 1)))
        reader->bad = true;
}

bool net_read(struct net *net, struct text section, struct arena *arena, struct error *err)
{
    struct model_reader reader = { section, false };
    *net = (struct net){ 0 };
    read_sizes(net, &reader);
    int tags = net->upos + net->xpos + net->rules;
    size_t embedded = (size_t)net->words + (size_t)net->buckets;
    net->embedding = model_read_array(&reader, embedded * (size_t)net->width, 1);
    net->embedding_scale = model_read_array(&reader, embedded, sizeof(float));
    for (int l = 0; l < net->layers; l++) {
        net->gates[l] = read_matrix(&reader, 3 * net->width, net->width, arena);
        net->peep[l] = read_floats(&reader, 2 * net->width);
        net->bias[l] = read_floats(&reader, 2 * net->width);
    }
    net->heads = read_matrix(&reader, tags + 2 * net->arc + 2 * net->label, net->width, arena);
    net->heads_bias = read_floats(&reader, net->heads.rows);
    net->bilinear = read_matrix(&reader, net->arc, net->arc, arena);
    net->bilinear_bias = read_floats(&reader, net->arc);
    net->arc_root = read_floats(&reader, net->arc);
    net->label_root = read_floats(&reader, net->label);
    net->out = read_matrix(&reader, net->labels, 2 * net->label, arena);
    net->out_bias = read_floats(&reader, net->labels);
    if (reader.bad)
        return error_set(err, ERROR_MODEL, "the model's network is damaged or of other sizes; fetch the model file anew");
    return true;
}
