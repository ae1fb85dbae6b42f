using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogReg.Serialization;

/// <summary>A triangle of numbers with a row of it in each line, so that a person can still read the file.</summary>
internal sealed class NumberRowsConverter : JsonConverter<double[][]>
{
    public override double[][] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var rows = new List<double[]>();
        Require(reader.TokenType == JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Require(reader.TokenType == JsonTokenType.StartArray);
            var row = new List<double>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Require(reader.TokenType == JsonTokenType.Number);
                row.Add(reader.GetDouble());
            }

            rows.Add([.. row]);
        }

        return [.. rows];
    }

    public override void Write(Utf8JsonWriter writer, double[][] value, JsonSerializerOptions options)
    {
        string indent = new(' ', 2 * writer.CurrentDepth);
        IEnumerable<string> rows =
            value.Select(
                row => $"{indent}  [{string.Join(", ", row.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]");
        writer.WriteRawValue($"[\n{string.Join(",\n", rows)}\n{indent}]");
    }

    private static void Require(bool isWellFormed)
    {
        if (!isWellFormed)
        {
            throw new JsonException("An array of arrays of numbers is expected.");
        }
    }
}
