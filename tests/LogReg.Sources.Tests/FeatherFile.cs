using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;

namespace LogReg.Sources.Tests;

/// <summary>Arrow files for tests, written by Arrow's own library.</summary>
internal static class FeatherFile
{
    /// <summary>Writes columns as a file, in batches.</summary>
    public static string Write(string path, int rowsOfBatch, params (string Name, IArrowArray Values)[] columns) =>
        Write(path, rowsOfBatch, new IpcOptions(), columns);

    /// <summary>Writes columns as a compressed file.</summary>
    public static string Write(
        string path, int rowsOfBatch, CompressionCodecType? codec, params (string Name, IArrowArray Values)[] columns) =>
        Write(path, rowsOfBatch, OptionsOf(codec), columns);

    /// <summary>How a file is written.</summary>
    public static IpcOptions OptionsOf(CompressionCodecType? codec) => new()
    {
        CompressionCodec = codec,
        CompressionCodecFactory = new CompressionCodecFactory(),
    };

    /// <summary>Writes columns as a file or, if its name ends in .arrows, as a stream.</summary>
    public static string Write(string path, int rowsOfBatch, IpcOptions options, params (string Name, IArrowArray Values)[] columns)
    {
        var schema = new Schema([.. columns.Select(column => new Field(column.Name, column.Values.Data.DataType, true))], null);
        using FileStream file = File.Create(path);
        using ArrowStreamWriter writer = path.EndsWith(".arrows", StringComparison.Ordinal)
            ? new ArrowStreamWriter(file, schema, leaveOpen: true, options)
            : new ArrowFileWriter(file, schema, leaveOpen: true, options);
        writer.WriteStart();
        int rows = columns.Length == 0 ? 0 : columns[0].Values.Length;
        for (int first = 0; first < rows; first += rowsOfBatch)
        {
            int count = Math.Min(rowsOfBatch, rows - first);
            writer.WriteRecordBatch(new RecordBatch(
                schema, [.. columns.Select(column => ArrowArrayFactory.Slice(column.Values, first, count))], count));
        }

        writer.WriteEnd();
        return path;
    }

    /// <summary>Numbers.</summary>
    public static IArrowArray Of(params double?[] values) =>
        values.Aggregate(new DoubleArray.Builder(), (array, value) => array.Append(value)).Build();

    /// <summary>Texts.</summary>
    public static IArrowArray Of(params string?[] values) => values.Aggregate(
        new StringArray.Builder(), (array, value) => value is null ? array.AppendNull() : array.Append(value)).Build();

    /// <summary>Texts of a dictionary.</summary>
    public static IArrowArray Coded(string?[] dictionary, params sbyte?[] codes) => new DictionaryArray(
        new Apache.Arrow.Types.DictionaryType(Apache.Arrow.Types.Int8Type.Default, Apache.Arrow.Types.StringType.Default, false),
        codes.Aggregate(new Int8Array.Builder(), (array, code) => array.Append(code)).Build(),
        Of(dictionary));
}
