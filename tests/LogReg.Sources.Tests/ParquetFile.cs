using Parquet;
using Parquet.Schema;

namespace LogReg.Sources.Tests;

/// <summary>Parquet files for tests, written by the library itself.</summary>
internal static class ParquetFile
{
    /// <summary>Writes columns of values, each an array of a nullable or other type, in row groups.</summary>
    public static string Write(string path, int rowsOfGroup, params (Field Field, Array Values)[] columns) =>
        Write(path, rowsOfGroup, new ParquetOptions(), columns);

    /// <summary>Writes columns with other options than the library's own.</summary>
    public static string Write(string path, int rowsOfGroup, ParquetOptions options, params (Field Field, Array Values)[] columns)
    {
        using FileStream file = File.Create(path);
        var schema = new ParquetSchema(columns.Select(column => column.Field));
        ParquetWriter writer = ParquetWriter.CreateAsync(schema, file, options).GetAwaiter().GetResult();
        int rows = columns[0].Values.Length;
        for (int first = 0; first < rows; first += rowsOfGroup)
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach ((Field field, Array values) in columns)
            {
                WriteColumn(group, (DataField)field, values, first, Math.Min(rowsOfGroup, rows - first));
            }
        }

        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return path;
    }

    private static void WriteColumn(ParquetRowGroupWriter group, DataField field, Array values, int first, int count)
    {
        switch (values)
        {
            case double?[] numbers:
                group.WriteAsync<double>(field, numbers.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case double[] numbers:
                group.WriteAsync<double>(field, numbers.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case float?[] numbers:
                group.WriteAsync<float>(field, numbers.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case int?[] numbers:
                group.WriteAsync<int>(field, numbers.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case long?[] numbers:
                group.WriteAsync<long>(field, numbers.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case decimal?[] numbers:
                group.WriteAsync<decimal>(field, numbers.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case bool?[] truths:
                group.WriteAsync<bool>(field, truths.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case DateTime?[] dates:
                group.WriteAsync<DateTime>(field, dates.AsMemory(first, count)).GetAwaiter().GetResult();
                break;
            case string?[] texts:
                group.WriteAsync(field, texts.AsSpan(first, count).ToArray()).GetAwaiter().GetResult();
                break;
            default:
                throw new ArgumentException(values.GetType().Name, nameof(values));
        }
    }
}
