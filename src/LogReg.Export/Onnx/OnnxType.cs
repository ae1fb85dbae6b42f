namespace LogReg.Export.Onnx;

/// <summary>What a tensor consists of: the numbers of <c>TensorProto.DataType</c>.</summary>
internal enum OnnxType
{
    /// <summary>Whole numbers of 64 bits.</summary>
    Integer = 7,

    /// <summary>Texts.</summary>
    Text = 8,

    /// <summary>Truth values.</summary>
    Truth = 9,

    /// <summary>Floating-point numbers of 64 bits.</summary>
    Number = 11,
}
