/**
 * Differentiable architecture search in one supernet: DARTS (Liu et al., 2019), GDAS (Dong and Yang, 2019), PC-DARTS (Xu et
 * al., 2020), Beta-DARTS (Ye et al., 2022), DrNAS (Chen et al., 2021), DARTS− (Chu et al., 2021) and ProxylessNAS (Cai et al.,
 * 2019). All alternate between a step of the weights and a step of the architecture parameters, on two halves of
 * the training data, and are watched for signs of collapse.
 */
@NullMarked
package io.lanista.oneshot.darts;

import org.jspecify.annotations.NullMarked;
