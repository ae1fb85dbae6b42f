using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Tests.Collectives;

/// <summary>All that an object holds, as a text: equal texts mean equal objects, to the last bit of every number.</summary>
internal static class ObjectDump
{
    /// <summary>Writes an object, one field a line; of a selection of rows how many each chunk has.</summary>
    /// <param name="value">The object.</param>
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, "", value, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return text.ToString();
    }

    private static void Write(StringBuilder text, string path, object? value, HashSet<object> met)
    {
        switch (value)
        {
            case null or Delegate or Table:
                break;
            case object when value.GetType().Name == typeof(ConditionalWeakTable<,>).Name:
                break; // What may be forgotten at any time.
            case double number:
                Line($"{number.ToString("R", CultureInfo.InvariantCulture)} {BitConverter.DoubleToInt64Bits(number):x}");
                break;
            case IFormattable or string or bool or char:
                Line(string.Create(CultureInfo.InvariantCulture, $"{value}"));
                break;
            case double[] numbers:
                Bytes(MemoryMarshal.AsBytes<double>(numbers));
                break;
            case int[] numbers:
                Bytes(MemoryMarshal.AsBytes<int>(numbers));
                break;
            case RowUse[] uses:
                Bytes(MemoryMarshal.AsBytes<RowUse>(uses));
                break;
            case RowParts rows:
                Line(string.Join(' ', rows.Counts));
                break;
            case RowSelection selection:
                Line(string.Join(' ', selection.Parts.Counts));
                break;
            case LevelTable levels:
                Line(string.Join('|', levels));
                break;
            case object when !value.GetType().IsValueType && !met.Add(value):
                break;
            case IDictionary pairs:
                foreach (DictionaryEntry pair in pairs)
                {
                    Write(text, $"{path}[{pair.Key}]", pair.Value, met);
                }

                break;
            case IEnumerable items:
                int index = 0;
                foreach (object? item in items)
                {
                    Write(text, $"{path}[{index++}]", item, met);
                }

                break;
            default:
                WriteFields(text, path, value, met);
                break;
        }

        void Bytes(ReadOnlySpan<byte> bytes) => Line($"{bytes.Length} bytes, {Convert.ToHexString(SHA256.HashData(bytes))}");

        void Line(string own) => text.Append(path).Append(": ").Append(own).Append('\n');
    }

    private static void WriteFields(StringBuilder text, string path, object value, HashSet<object> met)
    {
        text.Append(path).Append(": ").Append(value.GetType().Name).Append('\n');
        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Write(text, $"{path}.{field.Name}", field.GetValue(value), met);
            }
        }
    }
}
