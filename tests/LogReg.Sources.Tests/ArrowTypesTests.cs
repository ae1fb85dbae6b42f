using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using LogReg.Data;
using DataSource = LogReg.Data.DataSource;
using Table = LogReg.Data.Table;

namespace LogReg.Sources.Tests;

/// <summary>Every type of Arrow is what a CSV file with the same cells has, or is left out by name.</summary>
public sealed class ArrowTypesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(CompressionCodecType.Lz4Frame)]
    [InlineData(CompressionCodecType.Zstd)]
    public void ReadTable_Numbers_AreTheDoublesOfTheirDigits(CompressionCodecType? codec)
    {
        string path = FeatherFile.Write(
            _folder["numbers.arrow"],
            2,
            codec,
            ("int8", Fixed<sbyte>(Int8Type.Default, -128, null, 127)),
            ("uint8", Fixed<byte>(UInt8Type.Default, 0, null, 255)),
            ("int16", Fixed<short>(Int16Type.Default, short.MinValue, null, short.MaxValue)),
            ("uint16", Fixed<ushort>(UInt16Type.Default, 0, null, ushort.MaxValue)),
            ("int32", Fixed<int>(Int32Type.Default, int.MinValue, null, int.MaxValue)),
            ("uint32", Fixed<uint>(UInt32Type.Default, 0, null, uint.MaxValue)),
            ("int64", Fixed<long>(Int64Type.Default, -(1L << 52), null, 1L << 52)),
            ("uint64", Fixed<ulong>(UInt64Type.Default, 0, null, 1UL << 52)),
            ("half", Fixed<Half>(HalfFloatType.Default, (Half)0.1, null, Half.NaN)),
            ("single", Fixed<float>(FloatType.Default, 0.1f, null, 123456.7f)),
            ("double", Fixed<double>(DoubleType.Default, 0.1, null, double.NaN)),
            ("decimal128", Decimals(new Decimal128Type(38, 4), 1000, null, -123456789012345678)),
            ("decimal256", Decimals(new Decimal256Type(76, 30), 1, null, BigInteger.Pow(10, 60) / 3)));
        Table table = TableOf(path);
        double[][] expected =
        [
            [-128, double.NaN, 127],
            [0, double.NaN, 255],
            [short.MinValue, double.NaN, short.MaxValue],
            [0, double.NaN, ushort.MaxValue],
            [int.MinValue, double.NaN, int.MaxValue],
            [0, double.NaN, uint.MaxValue],
            [-4503599627370496, double.NaN, 4503599627370496],
            [0, double.NaN, 4503599627370496],
            [0.1, double.NaN, double.NaN],
            [0.1, double.NaN, 123456.7],
            [0.1, double.NaN, double.NaN],
            [0.1, double.NaN, -12345678901234.5678],
            [1e-30, double.NaN, 333333333333333333333333333333.3333],
        ];
        for (int column = 0; column < expected.Length; column++)
        {
            Assert.Equal(expected[column], ArrowSourceTests.NumbersOf(table, column));
        }
    }

    [Fact]
    public void ReadTable_WholeNumbersBeyondADouble_KeepTheirDigitsAsCategories()
    {
        string path = FeatherFile.Write(
            _folder["long.arrow"],
            10,
            ("signed", Fixed<long>(Int64Type.Default, 9007199254740993, null, long.MinValue)),
            ("unsigned", Fixed<ulong>(UInt64Type.Default, ulong.MaxValue, 1, 2)));
        Assert.Equal([9007199254740992, double.NaN, long.MinValue], ArrowSourceTests.NumbersOf(TableOf(path), 0));
        Assert.Equal([ulong.MaxValue, 1, 2], ArrowSourceTests.NumbersOf(TableOf(path), 1));
        Table table = TableOf(path, ColumnKind.Categorical);
        Assert.Equal(["9007199254740993", "", "-9223372036854775808"], ArrowSourceTests.TextsOf(table, 0));
        Assert.Equal(["18446744073709551615", "1", "2"], ArrowSourceTests.TextsOf(table, 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(CompressionCodecType.Lz4Frame)]
    [InlineData(CompressionCodecType.Zstd)]
    public void ReadTable_TextsAndTruthValues_AreCategories(CompressionCodecType? codec)
    {
        const string Long = "a text of more than twelve characters";
        var views = new StringViewArray.Builder();
        views.Append("ä").AppendNull().Append(Long);
        string path = FeatherFile.Write(
            _folder["texts.arrow"],
            2,
            codec,
            ("utf8", FeatherFile.Of(" a ", null, Long)),
            ("first", views.Build()),
            ("large", LargeTexts("x", null, Long)),
            ("second", views.Build()),
            ("truth", new BooleanArray.Builder().Append(true).AppendNull().Append(false).Build()),
            ("digits", FeatherFile.Of("1", null, "2.5")));
        Table table = TableOf(path);
        Assert.Equal(["a", "", Long], ArrowSourceTests.TextsOf(table, 0));
        Assert.Equal(["ä", "", Long], ArrowSourceTests.TextsOf(table, 1));
        Assert.Equal(["x", "", Long], ArrowSourceTests.TextsOf(table, 2));
        Assert.Equal(["ä", "", Long], ArrowSourceTests.TextsOf(table, 3));
        Assert.Equal(["true", "", "false"], ArrowSourceTests.TextsOf(table, 4));
        Assert.Equal([1, double.NaN, 2.5], ArrowSourceTests.NumbersOf(table, 5));
    }

    [Fact]
    public void ReadTable_DatesAndTimes_AreTextsInIso8601()
    {
        string path = FeatherFile.Write(
            _folder["times.arrow"],
            10,
            ("day", Fixed<int>(Date32Type.Default, 20484, null, -1)),
            ("milliseconds", Fixed<long>(Date64Type.Default, 20484 * 86_400_000L, null, -86_400_000)),
            ("second", Fixed<int>(new Time32Type(TimeUnit.Second), 0, null, 86_399)),
            ("nanosecond", Fixed<long>(new Time64Type(TimeUnit.Nanosecond), 1, null, 86_399_999_999_900)),
            ("stamp", Fixed<long>(new TimestampType(TimeUnit.Second, (string?)null), 1_769_867_100, null, -1)),
            ("micro", Fixed<long>(
                new TimestampType(TimeUnit.Microsecond, "Europe/Berlin"), 1_769_867_100_000_001, null, 1_769_817_600_000_000)),
            ("nano", Fixed<long>(new TimestampType(TimeUnit.Nanosecond, (string?)null), 1_769_867_100_000_000_000, null, -1)));
        Table table = TableOf(path, ColumnKind.Categorical);
        Assert.Equal(["2026-01-31", "", "1969-12-31"], ArrowSourceTests.TextsOf(table, 0));
        Assert.Equal(["2026-01-31", "", "1969-12-31"], ArrowSourceTests.TextsOf(table, 1));
        Assert.Equal(["00:00:00", "", "23:59:59"], ArrowSourceTests.TextsOf(table, 2));
        Assert.Equal(["00:00:00.000000001", "", "23:59:59.9999999"], ArrowSourceTests.TextsOf(table, 3));
        Assert.Equal(["2026-01-31T13:45:00", "", "1969-12-31T23:59:59"], ArrowSourceTests.TextsOf(table, 4));
        Assert.Equal(["2026-01-31T13:45:00.000001", "", "2026-01-31"], ArrowSourceTests.TextsOf(table, 5));
        Assert.Equal(["2026-01-31T13:45:00", "", "1969-12-31T23:59:59.999999999"], ArrowSourceTests.TextsOf(table, 6));
    }

    [Fact]
    public void ReadTable_DateBeyondTheYear9999_IsRefusedByName()
    {
        string path = FeatherFile.Write(_folder["far.arrow"], 10, ("day", Fixed<int>(Date32Type.Default, 20484, 10_000_000)));
        DataException exception = Assert.Throws<DataException>(() => TableOf(path));
        Assert.Equal(
            $"{path}, column 'day': record batch 1 cannot be read: a date is not between the years 1 and 9999", exception.Message);
    }

    [Fact]
    public void Check_Durations_AreNumbersOfTheirUnitWithANote()
    {
        string path = FeatherFile.Write(
            _folder["duration.arrow"],
            10,
            ("wait", Fixed<long>(DurationType.Millisecond, 1500, null, -3, 4)),
            ("y", FeatherFile.Of(0, 1, 0, 1)));
        Assert.Equal([1500, double.NaN, -3, 4], ArrowSourceTests.NumbersOf(TableOf(path)));
        using DataSource source = SourceFile.Open(path);
        Assert.Contains(
            "'wait' holds durations, which are read as numbers of milliseconds",
            new LogisticRegression { Target = "y" }.Check(source).Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void ReadTable_Dictionaries_AreTheirValues()
    {
        string path = FeatherFile.Write(
            _folder["coded.arrow"],
            2,
            ("text", FeatherFile.Coded(["b", null, "a", "a"], 3, 1, null, 0, 2)),
            ("ordered", new DictionaryArray(
                new DictionaryType(UInt16Type.Default, StringType.Default, true),
                Fixed<ushort>(UInt16Type.Default, 1, 0, null, 1, 0),
                FeatherFile.Of("low", "high"))),
            ("number", new DictionaryArray(
                new DictionaryType(Int32Type.Default, Int64Type.Default, false),
                Fixed<int>(Int32Type.Default, 0, 1, null, 2, 0),
                Fixed<long>(Int64Type.Default, 7, null, -7))),
            ("single", new DictionaryArray(
                new DictionaryType(Int64Type.Default, FloatType.Default, false),
                Fixed<long>(Int64Type.Default, 0, 1, null, 0, 0),
                Fixed<float>(FloatType.Default, 0.1f, 2.5f))));
        Table table = TableOf(path);
        Assert.Equal(["a", "", "", "b", "a"], ArrowSourceTests.TextsOf(table, 0));
        Assert.Equal(["high", "low", "", "high", "low"], ArrowSourceTests.TextsOf(table, 1));
        Assert.Equal([7, double.NaN, double.NaN, -7, 7], ArrowSourceTests.NumbersOf(table, 2));
        Assert.Equal([0.1, 2.5, double.NaN, 0.1, 0.1], ArrowSourceTests.NumbersOf(table, 3));
    }

    [Fact]
    public void ReadColumnNames_WhatIsNoCell_IsLeftOutByName()
    {
        IArrowArray inner = Fixed<int>(Int32Type.Default, 1, 2);
        IArrowArray list = ArrowArrayFactory.BuildArray(new ArrayData(
            new ListType(Int32Type.Default), 2, 0, 0, [ArrowBuffer.Empty, Buffer<int>(0, 1, 2)], [inner.Data]));
        IArrowArray structure = ArrowArrayFactory.BuildArray(new ArrayData(
            new StructType([new Field("i", Int32Type.Default, true)]), 2, 0, 0, [ArrowBuffer.Empty], [inner.Data]));
        IArrowArray bytes = new BinaryArray.Builder().Append([(byte)1]).Append([(byte)2]).Build();
        string path = FeatherFile.Write(
            _folder["nested.arrow"],
            10,
            ("list", list),
            ("x", FeatherFile.Of(1, 2)),
            ("structure", structure),
            ("bytes", bytes),
            ("nothing", new NullArray(2)),
            ("t", FeatherFile.Of("a", "b")));
        using (DataSource source = SourceFile.Open(path))
        {
            Assert.Equal(["x", "nothing", "t"], source.ReadColumnNames());
            Assert.Equal(["list", "structure", "bytes"], SourceFile.LeftOutColumns(source));
        }

        Table table = TableOf(path, ColumnKind.Categorical);
        Assert.Equal(["1", "2"], ArrowSourceTests.TextsOf(table, 0));
        Assert.Equal(["", ""], ArrowSourceTests.TextsOf(table, 1));
        Assert.Equal(["a", "b"], ArrowSourceTests.TextsOf(table, 2));
        using DataSource onlyList = SourceFile.Open(FeatherFile.Write(_folder["list.arrow"], 10, ("list", list)));
        Assert.StartsWith(
            $"{_folder["list.arrow"]}: all of its columns hold lists, structures or bytes, such as 'list'",
            Assert.Throws<DataException>(onlyList.ReadColumnNames).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void KindOf_ColumnsForACopy_LoseNothing()
    {
        string path = FeatherFile.Write(
            _folder["kinds.arrow"],
            10,
            ("whole", Fixed<int>(Int32Type.Default, 1)),
            ("huge", Fixed<ulong>(UInt64Type.Default, 1)),
            ("number", FeatherFile.Of(1.5)),
            ("text", FeatherFile.Of("a")));
        using DataSource source = SourceFile.Open(path);
        Assert.Equal(
            [ParquetColumnKind.WholeNumber, ParquetColumnKind.Text, ParquetColumnKind.Number, ParquetColumnKind.Text],
            new[] { "whole", "huge", "number", "text" }.Select(name => ParquetRowWriter.KindOf(source, name)!.Value));
        Assert.Null(ParquetRowWriter.KindOf(source, "none"));
    }

    internal static IArrowArray Fixed<T>(IArrowType type, params T?[] values)
        where T : unmanaged => ArrowArrayFactory.BuildArray(new ArrayData(
            type,
            values.Length,
            values.Count(value => value is null),
            0,
            [Bits(values.Select(value => value is not null)), Buffer([.. values.Select(value => value ?? default)])]));

    private static IArrowArray Decimals(FixedSizeBinaryType type, params BigInteger?[] values)
    {
        byte[] bytes = new byte[values.Length * type.ByteWidth];
        for (int row = 0; row < values.Length; row++)
        {
            BigInteger value = values[row] ?? 0;
            Span<byte> cell = bytes.AsSpan(row * type.ByteWidth, type.ByteWidth);
            cell.Fill(value.Sign < 0 ? byte.MaxValue : byte.MinValue);
            value.TryWriteBytes(cell, out _);
        }

        return ArrowArrayFactory.BuildArray(new ArrayData(
            type,
            values.Length,
            values.Count(value => value is null),
            0,
            [Bits(values.Select(value => value is not null)), new ArrowBuffer(bytes)]));
    }

    private static IArrowArray LargeTexts(params string?[] values)
    {
        byte[][] texts = [.. values.Select(value => System.Text.Encoding.UTF8.GetBytes(value ?? ""))];
        long[] offsets = [0, .. texts.Select((_, row) => (long)texts.Take(row + 1).Sum(text => text.Length))];
        return ArrowArrayFactory.BuildArray(new ArrayData(
            LargeStringType.Default,
            values.Length,
            values.Count(value => value is null),
            0,
            [Bits(values.Select(value => value is not null)), Buffer(offsets), new ArrowBuffer(texts.SelectMany(text => text).ToArray())]));
    }

    private static ArrowBuffer Bits(IEnumerable<bool> bits)
    {
        bool[] all = [.. bits];
        byte[] bytes = new byte[(all.Length + 7) / 8];
        for (int i = 0; i < all.Length; i++)
        {
            bytes[i / 8] |= (byte)((all[i] ? 1 : 0) << (i % 8));
        }

        return new ArrowBuffer(bytes);
    }

    private static ArrowBuffer Buffer<T>(params T[] values)
        where T : unmanaged => new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static Table TableOf(string path, ColumnKind kind = ColumnKind.Inferred)
    {
        using DataSource source = SourceFile.Open(path);
        return source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, kind))]);
    }
}
