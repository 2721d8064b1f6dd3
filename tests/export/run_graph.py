"""An exported graph, run node by node as ONNX's specification describes its operators."""
import numpy
from onnx import helper, numpy_helper


def patches(image, kernel, strides, pads, filling):
    """N x C x rows x columns x kernel x kernel."""
    image = numpy.pad(image, ((0, 0), (0, 0), (pads[0], pads[2]), (pads[1], pads[3])),
                      constant_values=filling)
    windows = numpy.lib.stride_tricks.sliding_window_view(image, kernel, (2, 3))
    return windows[:, :, ::strides[0], ::strides[1]]


def convolve(image, weight, bias, kernel_shape, strides=(1, 1), pads=(0, 0, 0, 0)):
    seen = patches(image, kernel_shape, strides, pads, 0)
    return numpy.einsum("ncyxij,ocij->noyx", seen, weight, optimize=True) + bias[:, None, None]


def pool(image, kernel_shape, strides, pads, ceil_mode):
    if ceil_mode:  # the last window may hang over the edge
        over = [(kernel - length - begin - end) % stride for length, begin, end, kernel, stride
                in zip(image.shape[2:], pads[:2], pads[2:], kernel_shape, strides)]
        pads = [*pads[:2], *(end + more for end, more in zip(pads[2:], over))]
    return patches(image, kernel_shape, strides, pads, -numpy.inf).max((4, 5))


def enlarge(image, _, scales, **how):
    assert list(scales) == [1, 1, 2, 2] and how["mode"] == b"nearest", (scales, how)
    return image.repeat(2, 2).repeat(2, 3)


def quantize(value, unit, zero):
    limits = numpy.iinfo(zero.dtype)
    return numpy.clip(numpy.rint(value / unit) + zero, limits.min, limits.max).astype(zero.dtype)


def dequantize(value, unit, zero=None, axis=1):
    def along(each):  # one for all, or one for each place along the axis
        return each.reshape([-1 if place == axis else 1 for place in range(value.ndim)]) if each.ndim else each

    whole = value.astype(numpy.int32)
    if zero is not None:
        whole = whole - along(zero.astype(numpy.int32))
    return whole.astype(numpy.float32) * along(unit)


def sum_of_exponentials(value, axes, keepdims):
    return numpy.log(numpy.exp(value).sum(tuple(axes), keepdims=bool(keepdims)))


OPERATORS = {
    "Add": lambda a, b: a + b,
    "Concat": lambda *parts, axis: numpy.concatenate(parts, axis),
    "Conv": convolve,
    "DequantizeLinear": dequantize,
    "Flatten": lambda value: value.reshape(len(value), -1),
    "Gemm": lambda value, weight, bias, transB: value @ (weight.T if transB else weight) + bias,
    "GlobalAveragePool": lambda value: value.mean((2, 3), keepdims=True),
    "MaxPool": pool,
    "QuantizeLinear": quantize,
    "ReduceLogSumExp": sum_of_exponentials,
    "ReduceMax": lambda value, axes, keepdims: value.max(tuple(axes), keepdims=bool(keepdims)),
    "Relu": lambda value: numpy.maximum(value, 0),
    "Resize": enlarge,
    "Sub": lambda a, b: a - b,
}


def run(model, image):
    """What the model's one output is for its one input."""
    graph = model.graph
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    values |= {"": None, graph.input[0].name: image}
    for node in graph.node:
        attributes = {each.name: helper.get_attribute_value(each) for each in node.attribute}
        values[node.output[0]] = OPERATORS[node.op_type](
            *(values[name] for name in node.input), **attributes)
    return values[graph.output[0].name]
