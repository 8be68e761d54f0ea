"""JSON Schemas of actions as people have them."""

from typing import Any

TWO: dict[str, Any] = {
    "oneOf": [
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["action", "dish", "table"],
            "properties": {
                "action": {"const": "order"},
                "dish": {"type": "string"},
                "table": {"type": "integer", "minimum": 1, "maximum": 30},
                "size": {"enum": ["small", "large"]},
            },
        },
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["action", "table"],
            "properties": {
                "action": {"const": "bring_bill"},
                "table": {"type": "integer", "minimum": 1, "maximum": 30},
            },
        },
    ]
}

NESTED: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$ref": "#/definitions/Action",
    "definitions": {
        "Action": {
            "anyOf": [
                {"$ref": "#/definitions/CreateOrder"},
                {"$ref": "#/definitions/CancelOrder"},
                {"$ref": "#/definitions/Undo"},
                {"$ref": "#/definitions/Failure"},
            ]
        },
        "Address": {
            "type": "object",
            "properties": {
                "street": {"type": "string"},
                "city": {"enum": ["Berlin", "Paris", "New York"]},
                "zip": {"type": "string", "pattern": "^[0-9]{5}$", "examples": ["10115", "wrong"]},
            },
            "required": ["street", "city"],
        },
        "Money": {
            "type": "object",
            "properties": {"amount": {"type": "number", "minimum": 0}, "currency": {"enum": ["EUR", "USD"]}},
            "required": ["amount"],
        },
        "CreateOrder": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "kind": {"const": "createOrder"},
                "customer": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "email": {"type": "string", "format": "email"},
                        "address": {"$ref": "#/definitions/Address"},
                    },
                    "required": ["name"],
                },
                "deliverAt": {"type": ["string", "null"], "format": "date-time"},
                "validFrom": {"type": "string", "format": "date"},
                "validTo": {"type": "string", "format": "date"},
                "express": {"type": "boolean"},
                "price": {"allOf": [{"$ref": "#/definitions/Money"}]},
                "labels": {"type": "array", "items": {"type": "string"}},
                "lines": {"type": "array", "items": {"type": "object"}},
                "channel": {"anyOf": [{"const": "web"}, {"const": "shop"}]},
                "version": {"const": 1},
            },
            "required": ["kind", "customer", "deliverAt", "version", "express"],
        },
        "CancelOrder": {
            "type": "object",
            "properties": {
                "kind": {"enum": ["cancelOrder"]},
                "order_id": {"type": "integer", "minimum": 1},
                "reason": {"anyOf": [{"type": "string", "maxLength": 100}, {"type": "null"}], "default": None},
                "on": {"type": "string", "format": "date"},
                "second_day": {"type": "string", "format": "date"},
            },
            "required": ["kind", "order_id", "reason"],
        },
        "Undo": {"type": "object", "properties": {"kind": {"const": "undo"}}, "required": ["kind"]},
        "Failure": {
            "type": "object",
            "properties": {
                "kind": {"const": "error"},
                "code": {"enum": ["unknown_order", "not_allowed"]},
                "message": {"type": "string", "maxLength": 80},
                "follow_up": {"type": "string", "pattern": "\\?$"},
            },
            "required": ["kind", "code", "message"],
        },
    },
}

ONE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["supplier", "total", "currency", "day", "paid"],
    "properties": {
        "supplier": {"type": "string"},
        "total": {"type": "integer", "minimum": 1, "maximum": 9999},
        "currency": {"enum": ["EUR", "USD"]},
        "day": {"type": "string", "format": "date"},
        "paid": {"type": "boolean", "default": False},
    },
}

FLAT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "intent": {"enum": ["open", "close", "stop"]},
        "device": {"enum": ["blind", "door", "window"]},
        "room": {"type": "string"},
    },
    "required": ["intent", "device"],
}

DEPENDENT: dict[str, Any] = {
    "oneOf": [
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["action", "changes"],
            "properties": {
                "action": {"const": "change"},
                "number": {"type": "integer", "minimum": 1},
                "label": {"type": "string"},
                "changes": {
                    "type": "object",
                    "additionalProperties": False,
                    "minProperties": 1,
                    "properties": {"colour": {"enum": ["red", "green"]}, "width": {"type": "integer", "minimum": 1}},
                },
            },
            "oneOf": [{"required": ["number"]}, {"required": ["label"]}],
        },
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["action"],
            "properties": {
                "action": {"const": "show"},
                "sort": {"enum": ["size", "age"]},
                "order": {"enum": ["up", "down"]},
            },
            "dependentRequired": {"order": ["sort"]},
        },
    ]
}
