using System.Buffers.Binary;

namespace LogReg.Export.Onnx;

/// <summary>A graph of operators on tensors, in the messages of onnx.proto3 (the numbers of fields are those of that file).</summary>
internal sealed class OnnxGraph
{
    private readonly ProtobufMessage _nodes = new();
    private readonly List<ProtobufMessage> _own = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<double, string> _constants = [];
    private int _count;

    /// <summary>Adds an input of one column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What it consists of.</param>
    /// <param name="description">What it is.</param>
    /// <returns>The name of the tensor.</returns>
    public string Input(string name, OnnxType type, string description)
    {
        string own = Name(name);
        _nodes.Message(11, ValueInfo(own, type, description, 1));
        return own;
    }

    /// <summary>Adds an output.</summary>
    /// <param name="name">Its name, to which an underscore is added if an input has it.</param>
    /// <param name="type">What it consists of.</param>
    /// <param name="description">What it is.</param>
    /// <param name="width">The number of its columns; <see langword="null"/> for a tensor of one dimension.</param>
    /// <returns>The name of the tensor.</returns>
    public string Output(string name, OnnxType type, string description, int? width)
    {
        string own = Name(name);
        _nodes.Message(12, ValueInfo(own, type, description, width));
        return own;
    }

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public string Constant(double value)
    {
        if (!_constants.TryGetValue(value, out string? name))
        {
            name = Numbers([value]);
            _constants.Add(value, name);
        }

        return name;
    }

    /// <summary>A tensor of numbers.</summary>
    /// <param name="values">The numbers, the last dimension first.</param>
    /// <param name="dimensions">The dimensions; none for a single number.</param>
    public string Numbers(IReadOnlyList<double> values, params long[] dimensions)
    {
        byte[] bytes = new byte[values.Count * sizeof(double)];
        for (int place = 0; place < values.Count; place++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(place * sizeof(double)), values[place]);
        }

        return Initializer(Tensor(OnnxType.Number, dimensions).Bytes(9, bytes));
    }

    /// <summary>A tensor of one dimension with whole numbers.</summary>
    /// <param name="values">The numbers.</param>
    public string Integers(params long[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int place = 0; place < values.Length; place++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(place * sizeof(long)), values[place]);
        }

        return Initializer(Tensor(OnnxType.Integer, [values.Length]).Bytes(9, bytes));
    }

    /// <summary>A tensor of one dimension with truth values.</summary>
    /// <param name="values">The values.</param>
    public string Truths(IReadOnlyList<bool> values) =>
        Initializer(Tensor(OnnxType.Truth, [values.Count]).Bytes(9, [.. values.Select(value => (byte)(value ? 1 : 0))]));

    /// <summary>A tensor of one dimension with texts.</summary>
    /// <param name="values">The texts.</param>
    public string Texts(IReadOnlyList<string> values) =>
        Initializer(values.Aggregate(Tensor(OnnxType.Text, [values.Count]), (tensor, value) => tensor.Text(6, value)));

    /// <summary>Adds an operator.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="inputs">The names of the tensors that it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="output">The name of the tensor that it writes; <see langword="null"/> for a new one.</param>
    /// <param name="domain">The name of its set of operators; empty for that of ONNX itself.</param>
    /// <returns>The name of the tensor that it writes.</returns>
    public string Add(
        string operation,
        IEnumerable<string> inputs,
        IEnumerable<ProtobufMessage>? attributes = null,
        string? output = null,
        string domain = "")
    {
        string name = output ?? Name($"t{_count++}");
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, name).Text(3, $"{operation}_{name}").Text(4, operation);
        foreach (ProtobufMessage attribute in attributes ?? [])
        {
            node.Message(5, attribute);
        }

        _own.Add(domain.Length > 0 ? node.Text(7, domain) : node);
        return name;
    }

    /// <summary>An attribute with a whole number.</summary>
    public static ProtobufMessage Attribute(string name, long value) =>
        new ProtobufMessage().Text(1, name).Integer(3, value).Integer(20, 2);

    /// <summary>An attribute with whole numbers.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<long> values) => values.Aggregate(
        new ProtobufMessage().Text(1, name), (attribute, value) => attribute.Integer(8, value)).Integer(20, 7);

    /// <summary>An attribute with texts.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<string> values) => values.Aggregate(
        new ProtobufMessage().Text(1, name), (attribute, value) => attribute.Text(9, value)).Integer(20, 8);

    /// <summary>The graph as a message.</summary>
    /// <param name="name">The name of the graph.</param>
    public ProtobufMessage ToMessage(string name)
    {
        foreach (ProtobufMessage node in _own)
        {
            _nodes.Message(1, node);
        }

        _own.Clear();
        return _nodes.Text(2, name);
    }

    private string Initializer(ProtobufMessage tensor)
    {
        string name = Name($"c{_count++}");
        _nodes.Message(5, tensor.Text(8, name));
        return name;
    }

    private string Name(string name)
    {
        string own = name;
        while (own.Length == 0 || !_names.Add(own))
        {
            own += "_";
        }

        return own;
    }

    private static ProtobufMessage Tensor(OnnxType type, long[] dimensions) => dimensions.Aggregate(
        new ProtobufMessage(), (tensor, dimension) => tensor.Integer(1, dimension)).Integer(2, (long)type);

    private static ProtobufMessage ValueInfo(string name, OnnxType type, string description, int? width)
    {
        ProtobufMessage shape = new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, "N"));
        if (width is int columns)
        {
            shape.Message(1, new ProtobufMessage().Integer(1, columns));
        }

        ProtobufMessage tensor = new ProtobufMessage().Integer(1, (long)type).Message(2, shape);
        return new ProtobufMessage().Text(1, name).Message(2, new ProtobufMessage().Message(1, tensor)).Text(3, description);
    }
}
