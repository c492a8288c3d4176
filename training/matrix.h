/* Products of float matrices, row-major, for the trainer. */
#ifndef TROTH_TRAINING_MATRIX_H
#define TROTH_TRAINING_MATRIX_H

/* C[rows × columns] += A[rows × inner] · B[inner × columns]. */
void matrix_add_product(int rows, int inner, int columns, const float *a, const float *b, float *c);

/* C[rows × columns] += Aᵀ · B, where A is [inner × rows]: the gradient of weights. */
void matrix_add_product_left(int rows, int inner, int columns, const float *a, const float *b, float *c);

/* C[rows × columns] += A · Bᵀ, where B is [columns × inner]: the gradient of inputs. `room` holds inner × columns floats. */
void matrix_add_product_right(int rows, int inner, int columns, const float *a, const float *b, float *c, float *room);

#endif
